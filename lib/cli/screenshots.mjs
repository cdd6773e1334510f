// `npm run screenshots`: pictures for README and docs, taken from the running app.
import { prepare } from './steps/prepare.mjs'
import { ensureBrowser } from './steps/tools.mjs'
import { inRoot, runNode } from './steps/shell.mjs'

await prepare((line) => console.log(line))
const browser = await ensureBrowser()
if (!browser) {
  console.error('No Chromium was found or could be installed; set CHROMIUM_PATH.')
  process.exit(1)
}
const { code } = await runNode(['--import', 'tsx', inRoot('e2e/screenshots.ts')], {
  live: true,
  env: { CHROMIUM_PATH: browser },
})
process.exit(code)
