// `npm run bench`: every figure of the budget table that exists, each against a baseline of the same run.
import { prepare } from './steps/prepare.mjs'
import { ensureBrowser } from './steps/tools.mjs'
import { inRoot, runNode } from './steps/shell.mjs'

const PROGRAMS = ['start-up', 'apply', 'discovery', 'nodes-filter', 'first-load', 'canvas']
const wanted = process.argv.slice(2)
const chosen = (name) => wanted.length === 0 || wanted.includes(name)

await prepare((line) => console.log(line))
const browser = await ensureBrowser()
let failed = 0

if (chosen('plan-peers')) {
  const { code } = await runNode([inRoot('node_modules/vitest/vitest.mjs'), 'bench', '--run'], {
    live: true,
  })
  if (code !== 0) failed += 1
}
for (const name of PROGRAMS.filter(chosen)) {
  const { code } = await runNode(['--import', 'tsx', inRoot(`e2e/bench/${name}.ts`)], {
    live: true,
    env: browser ? { CHROMIUM_PATH: browser } : {},
  })
  if (code !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
