import type { PrismaClient } from '@/lib/server/db/generated/client'
import type { Transaction } from '@/lib/server/db/client'
import type { BackupTable } from './tables'
import type { Row } from './row-json'

/** The part of every model's client that copying needs. */
interface Delegate {
  findMany: (query: {
    orderBy: Record<string, 'asc'>[]
    skip: number
    take: number
  }) => Promise<Row[]>
  createMany: (query: { data: Row[] }) => Promise<unknown>
  count: () => Promise<number>
  deleteMany: () => Promise<unknown>
}

/** A model's client by the model's name. */
export function delegateOf(
  client: PrismaClient | Transaction,
  { model }: Pick<BackupTable, 'model'>,
): Delegate {
  const property = `${model.charAt(0).toLowerCase()}${model.slice(1)}`
  // Prisma's models differ in type only; their names come from Prisma itself.
  return (client as unknown as Record<string, Delegate>)[property] as Delegate
}

const PAGE = 500

/** All rows of a table, in pages. */
export async function* rowsOf(tx: Transaction, table: BackupTable): AsyncGenerator<Row[]> {
  const delegate = delegateOf(tx, table)
  const orderBy = table.key.map((field) => ({ [field]: 'asc' as const }))
  for (let skip = 0; ; skip += PAGE) {
    const rows = await delegate.findMany({ orderBy, skip, take: PAGE })
    const kept = table.skip ? rows.filter((row) => !table.skip?.(row)) : rows
    if (kept.length > 0) yield kept
    if (rows.length < PAGE) return
  }
}
