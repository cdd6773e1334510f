import { db, type Transaction } from '@/lib/server/db/client'
import type { FoundReservation, Reservation } from '@/lib/server/db/generated/client'
import type { FoundHit } from './read-grid'

const ROWS_AT_ONCE = 200

/** A reservation we follow already, as far as telling it from others needs it. */
export type Followed = Pick<Reservation, 'signature' | 'gridNumber' | 'origin'>

/**
 * Whether a hit is one we follow already. What the cockpit made has a signature of its own. An adopted one may have twins:
 * equal workloads of other tools are signed equally, and only the number tells them apart. `moved`: numbers began again.
 */
export function isFollowed(
  hit: Pick<FoundHit, 'number' | 'signature'>,
  followed: readonly Followed[],
  standing: ReadonlySet<string>,
  moved: boolean,
): boolean {
  const same = followed.filter((row) => row.signature === hit.signature)
  if (same.some((row) => row.origin !== 'adopted' || row.gridNumber === hit.number)) return true
  // After new numbers an adopted one stands somewhere else: under this number, unless it was seen under its own.
  return moved && same.some((row) => !standing.has(keyOf(row.gridNumber ?? '', row.signature)))
}

const keyOf = (number: string, signature: string) => `${number} ${signature}`

interface SaveInput {
  gridId: string
  hits: readonly FoundHit[]
  moved: boolean
  now: Date
}

/** Writes what was found and is not followed yet. Answers how many are new. */
export async function saveFound({ gridId, hits, moved, now }: SaveInput): Promise<number> {
  const standing = new Set(hits.map((hit) => keyOf(hit.number, hit.signature)))
  let added = 0
  for (let at = 0; at < hits.length; at += ROWS_AT_ONCE) {
    const some = hits.slice(at, at + ROWS_AT_ONCE)
    added += await db().$transaction(async (tx) => {
      const followed = await followedAmong(tx, gridId, some)
      const fresh = some.filter((hit) => !isFollowed(hit, followed, standing, moved))
      return writeRows(tx, gridId, fresh, now)
    })
  }
  return added
}

async function followedAmong(tx: Transaction, gridId: string, hits: readonly FoundHit[]) {
  return tx.reservation.findMany({
    where: { gridId, signature: { in: hits.map((hit) => hit.signature) } },
    select: { signature: true, gridNumber: true, origin: true },
  })
}

async function writeRows(
  tx: Transaction,
  gridId: string,
  hits: readonly FoundHit[],
  now: Date,
): Promise<number> {
  const known = await tx.foundReservation.findMany({
    where: { gridId, signature: { in: hits.map((hit) => hit.signature) } },
    select: { gridNumber: true, signature: true },
  })
  const keys = new Set(known.map((row) => keyOf(row.gridNumber, row.signature)))
  for (const hit of hits) {
    const { number, signature } = hit
    const changing = { ...columns(hit), seenAt: now }
    await tx.foundReservation.upsert({
      where: {
        gridId_gridNumber_signature: { gridId, gridNumber: number, signature },
      },
      create: { gridId, gridNumber: number, signature, ...fixed(hit), ...changing, foundAt: now },
      update: changing,
    })
  }
  return hits.filter((hit) => !keys.has(keyOf(hit.number, hit.signature))).length
}

function fixed({ identityId, nodeId, type, workloadName, body }: FoundHit) {
  return { identityId, nodeId, type, workloadName, body }
}

/** What may change from look to look. */
function columns({ isDeleting, endsAt, result }: FoundHit) {
  if (result === undefined) return { isDeleting, endsAt }
  return {
    isDeleting,
    endsAt,
    resultState: result?.state ?? null,
    resultMessage: result?.message ?? null,
    resultData: result?.data ?? null,
  }
}

/** Found earlier, not adopted and not ended: their results may have come, or they are gone. */
export async function openRows(gridId: string, now: Date): Promise<FoundReservation[]> {
  return db().foundReservation.findMany({
    where: { gridId, adoptedId: null, endsAt: { gt: now } },
    orderBy: { foundAt: 'desc' },
    take: ROWS_AT_ONCE,
  })
}

/** Takes rows away that the explorer no longer has. */
export async function dropRows(ids: readonly string[]): Promise<void> {
  await db().foundReservation.deleteMany({ where: { id: { in: [...ids] }, adoptedId: null } })
}

/** After everything was read anew, what was not seen is gone. */
export async function dropUnseen(gridId: string, seenSince: Date): Promise<void> {
  await db().foundReservation.deleteMany({
    where: { gridId, adoptedId: null, seenAt: { lt: seenSince } },
  })
}
