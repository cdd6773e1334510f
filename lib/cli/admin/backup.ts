import { existsSync } from 'node:fs'
import { config } from '@/lib/server/config'
import { db, type Transaction } from '@/lib/server/db/client'
import { knownMigrations } from '@/lib/server/db/migrate'
import { BackupError, writeArchive, type Part } from './archive'
import { rowsOf } from './database'
import { encodeRow } from './row-json'
import { sealFiles } from './sealed-files'
import { BACKUP_TABLES } from './tables'

const LONGEST_MS = 30 * 60_000

export interface BackupOptions {
  file: string
  version: string
  /** carries the vault's key and the nodes' seeds too, sealed with it */
  passphrase?: string | undefined
  now: Date
}

/** Writes everything as of one moment into one file. The cockpit may be running. @returns rows written */
export async function backup({ file, version, passphrase, now }: BackupOptions): Promise<number> {
  if (existsSync(file)) throw new BackupError(`${file} is there already. Give another name.`)
  const files = passphrase === undefined ? null : await sealFiles(config().dataDir, passphrase)
  const count = { rows: 0 }
  const head = {
    cockpit: 'backup' as const,
    format: 1 as const,
    version,
    madeAt: now.toISOString(),
    migrations: knownMigrations(),
  }
  // One transaction: what is written is one moment's state, not a mixture.
  await db().$transaction((tx) => writeArchive(file, head, parts(tx, files, count)), {
    timeout: LONGEST_MS,
    maxWait: 30_000,
  })
  return count.rows
}

async function* parts(
  tx: Transaction,
  sealedFiles: string | null,
  count: { rows: number },
): AsyncGenerator<Part> {
  for (const table of BACKUP_TABLES)
    for await (const rows of rowsOf(tx, table)) {
      count.rows += rows.length
      yield { table: table.model, rows: rows.map(encodeRow) }
    }
  if (sealedFiles !== null) yield { sealedFiles }
}
