import { pathToFileURL } from 'node:url'
import { config } from '@/lib/server/config'
import { CockpitLibSql } from './adapter'
import { BUSY_TIMEOUT_MS, prepareDatabaseFile } from './file'
import { PrismaClient } from './generated/client'

/** The client inside a `$transaction` callback. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

function openClient(file: string): PrismaClient {
  prepareDatabaseFile(file)
  const adapter = new CockpitLibSql({ url: pathToFileURL(file).href, timeout: BUSY_TIMEOUT_MS })
  return new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
}

interface OpenDatabase {
  file: string
  client: PrismaClient
}
// Instrumentation and routes are separate bundles of one process, and two clients in one process block each other.
const shared = globalThis as typeof globalThis & { cockpitDatabase?: OpenDatabase | undefined }

/** The process's one database client. Inside a `$transaction` callback use its argument, never this: it would wait for itself. */
export function db(): PrismaClient {
  const file = config().databaseFile
  const open = shared.cockpitDatabase
  if (open?.file === file) return open.client
  void open?.client.$disconnect()
  const client = openClient(file)
  shared.cockpitDatabase = { file, client }
  return client
}

/** Closes the client; the next `db()` opens another. */
export async function closeDb(): Promise<void> {
  const open = shared.cockpitDatabase
  shared.cockpitDatabase = undefined
  await open?.client.$disconnect()
}
