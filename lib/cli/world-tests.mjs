#!/usr/bin/env node
// `npm run test:world`: builds real networks and measures them, in a private world in which a mistake harms nothing.
import { bundleProve, install } from './steps/prepare.mjs'
import { inRoot } from './steps/shell.mjs'
import { missingForWorlds, runWorldTests } from './steps/world-tests.mjs'

await install((line) => console.error(line))
await bundleProve()
const missing = await missingForWorlds()
for (const sentence of missing) console.error(sentence)
const args = [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)]
process.exit(missing.length > 0 ? 1 : (await runWorldTests(args, { live: true })).code)
