import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeDb, db } from '../client'
import { migrate } from '../migrate'

/** A migrated throw-away database; `close` removes it and puts COCKPIT_DATA back. */
export interface TempDatabase {
  db: ReturnType<typeof db>
  /** the folder COCKPIT_DATA names meanwhile */
  dataDir: string
  close: () => Promise<void>
}

/** Gives this test process a data folder of its own with an empty, migrated database. */
export async function withTempDatabase(): Promise<TempDatabase> {
  const before = process.env['COCKPIT_DATA']
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cockpit-test-'))
  process.env['COCKPIT_DATA'] = dataDir
  await migrate()
  return {
    db: db(),
    dataDir,
    close: async () => {
      await closeDb()
      if (before === undefined) delete process.env['COCKPIT_DATA']
      else process.env['COCKPIT_DATA'] = before
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
