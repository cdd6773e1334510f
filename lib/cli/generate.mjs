// Generates the two Prisma clients: SQLite's from prisma/schema.prisma, PostgreSQL's from the same schema with its head replaced.
// `prisma generate` insists on a schema engine it never runs for this; any executable will do.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const cli = path.join(root, 'node_modules/prisma/build/index.js')

/** The head's two lines that differ; a schema without them is not the one this was written for. */
const REPLACED = [
  ['provider = "sqlite"', 'provider = "postgresql"'],
  ['"../lib/server/db/generated"', '"../../lib/server/db/postgres/generated"'],
]

function derivePostgresSchema() {
  let schema = readFileSync(path.join(root, 'prisma/schema.prisma'), 'utf8')
  for (const [ours, theirs] of REPLACED) {
    if (schema.split(ours).length !== 2) throw new Error(`prisma/schema.prisma has no one ${ours}`)
    schema = schema.replace(ours, theirs)
  }
  mkdirSync(path.join(root, 'prisma/postgres'), { recursive: true })
  const note = '// Derived from prisma/schema.prisma by lib/cli/generate.mjs; edit that one.\n'
  writeFileSync(path.join(root, 'prisma/postgres/schema.prisma'), note + schema)
}

function generate(schema) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'generate', '--schema', schema],
    {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  )
  if (status === 0) return
  process.stderr.write(stdout + stderr)
  process.exit(status ?? 1)
}

// `npm install --package-lock-only` also runs postinstall, with nothing installed.
if (!existsSync(cli)) process.exit(0)
derivePostgresSchema()
generate('prisma/schema.prisma')
generate('prisma/postgres/schema.prisma')
