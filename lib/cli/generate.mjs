// Generates the Prisma client. `prisma generate` insists on a schema engine it never runs for this; any executable will do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const cli = path.join(root, 'node_modules/prisma/build/index.js')

// `npm install --package-lock-only` also runs postinstall, with nothing installed.
if (!existsSync(cli)) process.exit(0)

const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
})
if (status !== 0) process.stderr.write(stdout + stderr)
process.exit(status ?? 1)
