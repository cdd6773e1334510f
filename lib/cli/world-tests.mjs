#!/usr/bin/env node
// `npm run test:world`: builds real networks and measures them, in private worlds in which a mistake harms nothing.
import { bundleProve, install } from './steps/prepare.mjs'
import { missingForWorlds, runWorldTests } from './steps/world-tests.mjs'

await install((line) => console.error(line))
await bundleProve()
const missing = await missingForWorlds()
for (const sentence of missing) console.error(sentence)
if (missing.length > 0) process.exit(1)
const { code, output } = await runWorldTests(process.argv.slice(2))
process.stdout.write(output)
process.exitCode = code
