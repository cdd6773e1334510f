// `npm test`: installs what it needs, then format, lint, types, unit, world and browser tests. Quiet on success, ending with the runners' summaries.
import { databaseTests } from './steps/database-tests.mjs'
import { findPostgres } from './steps/postgres.mjs'
import { build, bundleNoded, bundleProve, generate, install } from './steps/prepare.mjs'
import { ensureBrowser, required, which } from './steps/tools.mjs'
import { inRoot, runNode } from './steps/shell.mjs'
import { missingForWorlds, runWorldTests } from './steps/world-tests.mjs'

/** Journeys that are also made on PostgreSQL; the others would tell nothing new of it. */
const POSTGRES_JOURNEYS = ['first-start', 'main-job', 'quick-start', 'rest', 'two-cockpits']

/** Counts, and the names of tests that needed their second try. */
const UNIT_SUMMARY = /^\s*(Test Files|Tests|Flaky:)\s/
/** The same, in Playwright's words. */
const BROWSER_SUMMARY = /^\s*(\d+ (passed|failed|skipped|flaky|did not run)|e2e\/\S+ › )/

const REPORTERS = ['--reporter=dot', '--reporter=./lib/cli/steps/flaky-reporter.mjs']

const say = (line) => console.log(line)
const summaries = []
const notRun = []
let failed = 0

const bin = (file, ...args) => [inRoot('node_modules', file), ...args]

/** Last lines of a runner's output that carry its result. */
const summaryOf = (output, pattern) =>
  output
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split('\n')
    .filter((line) => pattern.test(line))
    .slice(-6)
    .map((line) => `  ${line.trim()}`)

const step = (name, args, { env, pattern } = {}) =>
  take(name, () => runNode(args, { env }), pattern)

async function take(name, work, pattern) {
  const started = Date.now()
  const { code, output } = await work()
  const seconds = ((Date.now() - started) / 1000).toFixed(0)
  if (code !== 0) {
    failed += 1
    process.stdout.write(`\n--- ${name} failed ---\n${output}\n`)
  }
  summaries.push(`${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
  if (pattern) summaries.push(...summaryOf(output, pattern))
}

function missing(tool, what) {
  if (required.has(tool)) {
    failed += 1
    summaries.push(`${what}: FAILED, ${tool} is demanded here and missing`)
  } else notRun.push(what)
}

await install(say)
await generate()
// These use one core each and touch nothing of each other.
await Promise.all([
  step('format', bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')),
  step('lint', bin('eslint/bin/eslint.js', '.', '--max-warnings', '0')),
  step('route types', bin('next/dist/bin/next', 'typegen')).then(() =>
    step('types', bin('typescript/bin/tsc', '--noEmit')),
  ),
])
try {
  await build(() => {})
  await bundleNoded()
  await bundleProve()
} catch (error) {
  failed += 1
  summaries.push(`build: FAILED, ${error.message}`)
}
if (!which('wg') || !which('wg-quick')) missing('net', 'checks against WireGuard itself')
if (!which('kubectl')) missing('kubectl', 'checks against kubectl itself')
await step('unit tests', bin('vitest/vitest.mjs', 'run', ...REPORTERS), { pattern: UNIT_SUMMARY })
const lacking = await missingForWorlds()
if (lacking.length === 0) await take('world tests', () => runWorldTests(), UNIT_SUMMARY)
else {
  missing('net', 'world tests')
  say(lacking.join('\n'))
}
const onPostgres = { COCKPIT_TEST_DATABASE: 'postgres' }
const hasPostgres = findPostgres() !== null
if (hasPostgres) {
  const tests = [...databaseTests(), 'lib/server/db/postgres']
  await step('unit tests on PostgreSQL', bin('vitest/vitest.mjs', 'run', ...REPORTERS, ...tests), {
    env: onPostgres,
    pattern: UNIT_SUMMARY,
  })
} else missing('postgres', 'tests on PostgreSQL')
const browser = await ensureBrowser()
if (browser) {
  await step('browser tests', bin('@playwright/test/cli.js', 'test'), {
    env: { CHROMIUM_PATH: browser },
    pattern: BROWSER_SUMMARY,
  })
  if (hasPostgres)
    await step(
      'browser tests on PostgreSQL',
      bin('@playwright/test/cli.js', 'test', ...POSTGRES_JOURNEYS.map((name) => `e2e/${name}`)),
      {
        env: { ...onPostgres, CHROMIUM_PATH: browser },
        pattern: BROWSER_SUMMARY,
      },
    )
} else missing('browser', 'browser tests')

console.log(summaries.join('\n'))
if (notRun.length > 0) console.log(`not run here (${notRun.length}): ${notRun.join(', ')}`)
const steps = summaries.filter((line) => !line.startsWith('  ')).length
console.log(`steps: ${steps - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
