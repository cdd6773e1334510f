import type { z } from 'zod'
import { badAnswer } from '@/lib/server/outgoing/failures'
import type { GridList, GridRecord } from './driver'
import { MAX_RECORDS, MAX_RECORD_CHARS } from './node-schema'
import { rawElements, tryParse } from './raw-json'

/** Reads one record; null when nobody can use it. */
export function readRecord<T>(raw: string, schema: z.ZodType<T>): GridRecord<T> | null {
  if (raw.length > MAX_RECORD_CHARS) return null
  const parsed = schema.safeParse(tryParse(raw))
  return parsed.success ? { raw, value: parsed.data } : null
}

/** Reads a list, leaving out what cannot be used and saying how much that was. */
export function readList<T>(
  who: string,
  what: 'nodes' | 'farms',
  text: string,
  schema: z.ZodType<T>,
  keyOf: (value: T) => string | number,
): GridList<T> {
  const elements = rawElements(text)
  if (!elements)
    throw badAnswer(who, `answered no list of ${what}. Check that its address is an explorer's.`)
  const records = new Map<string | number, GridRecord<T>>()
  let unusable = 0
  for (const raw of elements.slice(0, MAX_RECORDS)) {
    const record = readRecord(raw, schema)
    if (record) records.set(keyOf(record.value), record)
    else unusable += 1
  }
  return { records: [...records.values()], notes: notesOf(what, elements.length, unusable) }
}

function notesOf(what: string, total: number, unusable: number): string[] {
  const notes: string[] = []
  if (unusable > 0)
    notes.push(`${unusable} of the ${total} ${what} it lists cannot be read and are left out.`)
  if (total > MAX_RECORDS)
    notes.push(`It lists ${total} ${what}; only the first ${MAX_RECORDS} are shown.`)
  return notes
}
