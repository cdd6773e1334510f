import { z } from 'zod'

/** A database row as data. */
export type Row = Readonly<Record<string, unknown>>

const cellSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ $date: z.iso.datetime() }),
  z.strictObject({ $big: z.string().regex(/^-?\d{1,20}$/) }),
])
const rowSchema = z.record(z.string(), cellSchema)

function toCell(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() }
  if (typeof value === 'bigint') return { $big: value.toString() }
  return value ?? null
}

function fromCell(cell: z.output<typeof cellSchema>): unknown {
  if (typeof cell !== 'object' || cell === null) return cell
  return '$date' in cell ? new Date(cell.$date) : BigInt(cell.$big)
}

/** A row as JSON can hold it: dates and large integers are marked. */
export function encodeRow(row: Row): unknown {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toCell(value)]))
}

/** The row `encodeRow` was given. @throws ZodError for anything else */
export function decodeRow(value: unknown): Row {
  return Object.fromEntries(
    Object.entries(rowSchema.parse(value)).map(([name, cell]) => [name, fromCell(cell)]),
  )
}
