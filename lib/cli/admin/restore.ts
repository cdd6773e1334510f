import { config } from '@/lib/server/config'
import { db, type Transaction } from '@/lib/server/db/client'
import { afterRestore, knownMigrations, migrate } from '@/lib/server/db/migrate'
import { BackupError, readArchive, type Head } from './archive'
import { delegateOf } from './database'
import { decodeRow } from './row-json'
import { openFiles, writeFiles } from './sealed-files'
import { BACKUP_TABLES, type BackupTable } from './tables'

const LONGEST_MS = 30 * 60_000
// A running cockpit renews its lease every few seconds; one that was killed leaves it behind.
const LEASE_MS = 30_000

export interface RestoreOptions {
  file: string
  /** needed when the backup carries keys that shall come back too */
  passphrase?: string | undefined
}
export interface Restored {
  rows: number
  madeAt: string
  /** whether the vault's key came back with it */
  withKeys: boolean
}

/**
 * Brings a backup back into an empty installation: all of it or nothing. A backup of an older cockpit is read as far as
 * its columns go; one of a newer cockpit is refused.
 *
 * @throws BackupError
 */
export async function restore({ file, passphrase }: RestoreOptions): Promise<Restored> {
  const { head, sealed } = await inspect(file)
  refuseNewer(head)
  const files = sealed !== null && passphrase !== undefined ? openFiles(sealed, passphrase) : null
  await migrate()
  const rows = await db().$transaction(
    async (tx) => {
      await requireEmpty(tx)
      const count = await insertAll(tx, file)
      // Inside the transaction: keys that cannot be written must not leave a database that nobody can open.
      if (files) await writeFiles(config().dataDir, files)
      return count
    },
    { timeout: LONGEST_MS, maxWait: 30_000 },
  )
  return { rows, madeAt: head.madeAt, withKeys: files !== null }
}

/** Reads the whole file once before anything is written: it is whole, and ours. */
async function inspect(file: string): Promise<{ head: Head; sealed: string | null }> {
  const found: { head: Head | null; sealed: string | null } = { head: null, sealed: null }
  const parts = readArchive(file, (head) => {
    found.head = head
  })
  for await (const part of parts) if ('sealedFiles' in part) found.sealed = part.sealedFiles
  if (!found.head) throw new BackupError('The file holds no backup.')
  return { head: found.head, sealed: found.sealed }
}

function refuseNewer({ migrations, version }: Head): void {
  const known = new Set(knownMigrations())
  if (migrations.every((name) => known.has(name))) return
  throw new BackupError(
    `The backup was made by a newer cockpit (${version}). Install that version, then restore.`,
  )
}

/** Only what a first start leaves behind may be there. */
async function requireEmpty(tx: Transaction): Promise<void> {
  for (const model of [
    'User',
    'Identity',
    'Network',
    'Reservation',
    'ExplorerReservation',
  ] as const)
    if ((await delegateOf(tx, { model }).count()) > 0)
      throw new BackupError(
        `This cockpit is in use: its table ${model} has rows. Restore into an empty data folder or database. Nothing was changed.`,
      )
  const renewedAfter = new Date(Date.now() - LEASE_MS)
  if (
    (await tx.setting.count({
      where: { key: { startsWith: 'jobs/' }, updatedAt: { gt: renewedAfter } },
    })) > 0
  )
    throw new BackupError(
      'The cockpit is running here, or was killed just now. Stop it, wait half a minute, then restore. Nothing was changed.',
    )
  for (const table of [...BACKUP_TABLES].reverse())
    if (table.model !== 'Event') await delegateOf(tx, table).deleteMany()
  if ((await tx.event.count()) > 0)
    throw new BackupError(
      'This cockpit has a history already. Restore into an empty data folder or database.',
    )
}

async function insertAll(tx: Transaction, file: string): Promise<number> {
  const tables = new Map<string, BackupTable>(BACKUP_TABLES.map((table) => [table.model, table]))
  let count = 0
  for await (const part of readArchive(file, () => undefined)) {
    if ('sealedFiles' in part) continue
    const table = tables.get(part.table)
    if (!table)
      throw new BackupError(`The backup has a table ${part.table} that is not known here.`)
    await delegateOf(tx, table).createMany({ data: part.rows.map(decodeRow) })
    count += part.rows.length
  }
  await afterRestore(tx)
  return count
}
