// `npm run backup` and `npm run restore`: what needs the database itself, not a running cockpit.
import { generate, install } from './steps/prepare.mjs'
import { inRoot, runNode } from './steps/shell.mjs'

await install((line) => console.error(line))
await generate()
const { code } = await runNode(
  ['--import', 'tsx', inRoot('lib/cli/admin/main.ts'), ...process.argv.slice(2)],
  { live: true },
)
process.exit(code)
