import { randomUUID } from 'node:crypto'
import { db } from '@/lib/server/db/client'
import { isUniqueConflict } from './unique-conflict'

const KEY = 'explorer.id'

/** The id of this explorer, made at its first use; signatures of writes name it, so none holds elsewhere. */
export async function loadExplorerId(): Promise<string> {
  const known = await db().setting.findUnique({ where: { key: KEY } })
  if (known !== null) return known.value
  try {
    return (await db().setting.create({ data: { key: KEY, value: randomUUID() } })).value
  } catch (error) {
    if (!isUniqueConflict(error)) throw error
    return (await db().setting.findUniqueOrThrow({ where: { key: KEY } })).value
  }
}
