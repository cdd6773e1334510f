import { config } from '@/lib/server/config'
import type { DatabaseAddress } from './database-url'
import { PrismaClient } from './generated/client'
import { PrismaClient as PostgresClient } from './postgres/generated/client'

/** The client inside a `$transaction` callback. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

type AdapterFactory = NonNullable<ConstructorParameters<typeof PrismaClient>[0]['adapter']>

// Drivers are loaded when the first statement connects: only the one that is used.
function sqliteAdapter(file: string): AdapterFactory {
  const load = async () => (await import('./sqlite/adapter')).openSqlite(file)
  return {
    provider: 'sqlite',
    adapterName: '@prisma/adapter-libsql',
    connect: async () => (await load()).connect(),
  }
}

function postgresAdapter(url: string): AdapterFactory {
  const load = async () => (await import('./postgres/adapter')).openPostgres(url)
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => (await load()).connect(),
  }
}

const OPTIONS = {
  errorFormat: 'minimal',
  transactionOptions: { maxWait: 10_000, timeout: 15_000 },
} as const

function openClient(address: DatabaseAddress): PrismaClient {
  if (address.kind === 'sqlite')
    return new PrismaClient({ ...OPTIONS, adapter: sqliteAdapter(address.file) })
  // Made from the same models; SQLite's types are the narrower ones, so whatever they allow works here too.
  const client: unknown = new PostgresClient({ ...OPTIONS, adapter: postgresAdapter(address.url) })
  return client as PrismaClient
}

interface OpenDatabase {
  url: string
  client: PrismaClient
}
// Instrumentation and routes are separate bundles of one process, and two clients in one process block each other.
const shared = globalThis as typeof globalThis & { cockpitDatabase?: OpenDatabase | undefined }

/** The process's one database client. Inside a `$transaction` callback use its argument, never this: it would wait for itself. */
export function db(): PrismaClient {
  const { database } = config()
  const open = shared.cockpitDatabase
  if (open?.url === database.url) return open.client
  void open?.client.$disconnect()
  const client = openClient(database)
  shared.cockpitDatabase = { url: database.url, client }
  return client
}

/** Closes the client; the next `db()` opens another. */
export async function closeDb(): Promise<void> {
  const open = shared.cockpitDatabase
  shared.cockpitDatabase = undefined
  await open?.client.$disconnect()
}
