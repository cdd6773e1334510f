import { db } from '@/lib/server/db/client'
import { untilStored, withNextNumber } from './unique-conflict'

const MAX_NUMBER = 2_147_483_647

/** A reservation to keep. */
export interface NewReservation {
  nodeId: string
  userId: string
  type: string
  /** JSON without `id` and `to_delete` */
  raw: string
  toDelete: boolean
  /** unix milliseconds */
  expiresAt: bigint
}

/** A reservation as it is kept. */
export interface StoredReservation extends NewReservation {
  number: number
  deleted: boolean
  /** JSON, or null */
  result: string | null
}

/** Stores a reservation under the next number: from 0, without gaps. */
export async function addReservation(reservation: NewReservation): Promise<number> {
  return withNextNumber(() =>
    db().$transaction(async (tx) => {
      const { _max } = await tx.explorerReservation.aggregate({ _max: { number: true } })
      const number = (_max.number ?? -1) + 1
      await tx.explorerReservation.create({ data: { number, ...reservation } })
      return number
    }),
  )
}

/** One reservation, or null. */
export async function loadReservation(number: number): Promise<StoredReservation | null> {
  if (number > MAX_NUMBER) return null
  return db().explorerReservation.findUnique({ where: { number } })
}

/** Every reservation of a node, in order, expired and removed ones too. */
export async function loadAllOfNode(nodeId: string): Promise<StoredReservation[]> {
  return db().explorerReservation.findMany({ where: { nodeId }, orderBy: { number: 'asc' } })
}

/**
 * What a node that polls has to look at: everything from `from` on that has not expired, and all that is to be removed and
 * is not yet.
 *
 * @param now unix milliseconds
 */
export async function loadPending(
  nodeId: string,
  from: bigint,
  now: number,
): Promise<StoredReservation[]> {
  const removals = { toDelete: true, deleted: false }
  const live =
    from > BigInt(MAX_NUMBER)
      ? []
      : [{ number: { gte: Number(from) }, expiresAt: { gte: BigInt(now) } }]
  return db().explorerReservation.findMany({
    where: { nodeId, OR: [...live, removals] },
    orderBy: { number: 'asc' },
  })
}

/** Marks that the user wants a reservation gone, or that its node has removed it. */
export async function markReservation(
  number: number,
  mark: { toDelete: true } | { deleted: true },
): Promise<void> {
  await db().explorerReservation.update({ where: { number }, data: mark })
}

/**
 * Replaces a result by what `change` makes of the stored one.
 *
 * @param change JSON of the stored result or null → JSON of the new one or null
 */
export async function updateResult(
  number: number,
  change: (stored: string | null) => string | null,
): Promise<void> {
  await untilStored(async () => {
    const row = await db().explorerReservation.findUniqueOrThrow({ where: { number } })
    const { count } = await db().explorerReservation.updateMany({
      where: { number, result: row.result },
      data: { result: change(row.result) },
    })
    return count === 1 ? true : 'conflict'
  })
}
