import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { buildSync } from 'esbuild'

const FOLDER = path.resolve('node_modules/.cache/cockpit-tests')
const made = new Map<string, string>()

/**
 * One JavaScript file of a test's script, made once per test process: a script that is started dozens of times need not
 * be translated each time. Packages stay outside, so it lies where Node finds them.
 *
 * @param entry path of the TypeScript file
 */
export function bundledScript(entry: string): string {
  const known = made.get(entry)
  if (known) return known
  mkdirSync(FOLDER, { recursive: true })
  const outfile = path.join(FOLDER, `${path.basename(entry, '.ts')}-${process.pid}.mjs`)
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  made.set(entry, outfile)
  return outfile
}
