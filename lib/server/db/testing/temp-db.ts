import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeDb, db } from '../client'
import { migrate } from '../migrate'
import { createPostgresDatabase, testServer } from './postgres-database'

/** A migrated throw-away database; `close` removes it and puts COCKPIT_DATA and DATABASE_URL back. */
export interface TempDatabase {
  db: ReturnType<typeof db>
  /** the folder COCKPIT_DATA names meanwhile */
  dataDir: string
  close: () => Promise<void>
}

function setVariable(name: string, value: string | undefined): () => void {
  const before = process.env[name]
  const put = (to: string | undefined) => {
    if (to === undefined) delete process.env[name]
    else process.env[name] = to
  }
  put(value)
  return () => put(before)
}

/** Gives this test process a data folder of its own with an empty, migrated database. */
export async function withTempDatabase(): Promise<TempDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'cockpit-test-'))
  const server = testServer()
  const database = server === null ? null : await createPostgresDatabase(server)
  const undo = [setVariable('COCKPIT_DATA', dataDir), setVariable('DATABASE_URL', database?.url)]
  if (database === null) await migrate()
  return {
    db: db(),
    dataDir,
    close: async () => {
      await closeDb()
      for (const back of undo) back()
      await database?.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
