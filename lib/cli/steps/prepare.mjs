// Install, generate, build, bundle: each only when what it reads has changed.
import { existsSync } from 'node:fs'
import { hashOf, isStamped, stamp } from './stamps.mjs'
import { inRoot, run, runNode, runNpm } from './shell.mjs'

const BUILD_INPUTS = [
  'package-lock.json',
  'next.config.js',
  'tsconfig.json',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'app',
  'components',
  'lib',
  'prisma',
  'public',
]

function check({ code, output }, what) {
  if (code === 0) return
  process.stderr.write(output)
  throw new Error(`${what} failed; what it printed stands above.`)
}

/** Installs the exact packages of the lock file. */
export async function install(say) {
  const hash = hashOf(['package-lock.json'])
  if (isStamped('node_modules/.cockpit-installed', hash)) return
  say('Installing packages (once)…')
  check(await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']), 'Installing packages')
  stamp('node_modules/.cockpit-installed', hash)
}

/** Generates the database client. */
export async function generate() {
  const hash = hashOf(['prisma/schema.prisma', 'lib/cli/generate.mjs', 'package-lock.json'])
  const stampFile = 'lib/server/db/generated/.stamp'
  if (isStamped(stampFile, hash)) return
  check(await runNode([inRoot('lib/cli/generate.mjs')]), 'Generating the database client')
  stamp(stampFile, hash)
}

/** Builds the web app. */
export async function build(say) {
  const hash = hashOf(BUILD_INPUTS)
  if (isStamped('.next/cockpit-build', hash) && existsSync(inRoot('.next/BUILD_ID'))) return
  say('Building (about half a minute)…')
  check(await runNode([inRoot('node_modules/next/dist/bin/next'), 'build']), 'Building')
  stamp('.next/cockpit-build', hash)
}

/** Bundles a program into one file, so that it starts at once. */
async function bundle(name, entry) {
  const hash = hashOf(['lib', 'package-lock.json'])
  const stampFile = `dist/.${name}-stamp`
  if (isStamped(stampFile, hash) && existsSync(inRoot(`dist/${name}.mjs`))) return
  const args = [
    inRoot(entry),
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--target=node20',
    `--outfile=${inRoot(`dist/${name}.mjs`)}`,
    '--log-level=warning',
    '--banner:js=import { createRequire as r } from "node:module"; const require = r(import.meta.url);',
  ]
  check(await run(inRoot('node_modules/esbuild/bin/esbuild'), args), `Bundling ${name}`)
  stamp(stampFile, hash)
}

/** The node daemon as one file. */
export const bundleNoded = () => bundle('noded', 'lib/noded/main.ts')

/** The `cockpit` command as one file. */
export const bundleCommand = () => bundle('cockpit', 'lib/cli/command/main.ts')

/** The proof's helper process as one file. */
export const bundleProve = () => bundle('prove', 'lib/linux/prove/main.ts')

/** Everything `npm run up` needs before it can start. */
export async function prepare(say) {
  await install(say)
  await generate()
  await build(say)
  await bundleNoded()
  await bundleCommand()
  await bundleProve()
}
