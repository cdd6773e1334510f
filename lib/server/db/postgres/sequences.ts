import type { Transaction } from '../client'

interface CountedColumn {
  table: string
  column: string
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Sets every sequence behind the largest number its column holds. */
export async function continueSequences(tx: Transaction): Promise<void> {
  const columns = await tx.$queryRaw<CountedColumn[]>`
    SELECT table_name::text AS "table", column_name::text AS "column" FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%'`
  for (const { table, column } of columns)
    await tx.$executeRawUnsafe(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 0) + 1, false) FROM ${quoted(table)}`,
      quoted(table),
      column,
    )
}
