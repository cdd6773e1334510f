// The first program in the world tests' private world: gives it a /tmp in memory, so that nothing the runner writes stays, then is the runner.
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { pathToFileURL } from 'node:url'
import { inRoot } from './shell.mjs'

if (process.env.COCKPIT_PRIVATE_WORLD !== '1')
  throw new Error('Start it with "npm run test:world".')
execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', tmpdir()])
const runner = inRoot('node_modules/vitest/vitest.mjs')
process.argv[1] = runner
await import(pathToFileURL(runner).href)
