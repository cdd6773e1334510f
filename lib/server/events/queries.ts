import type { Role } from '@/lib/schemas/fields'
import type { EventView } from '@/lib/schemas/views'
import { db } from '@/lib/server/db/client'
import type { Event } from '@/lib/server/db/generated/client'

/** The roles whose events somebody of `role` may read. */
const READABLE: Record<Role, Role[]> = {
  viewer: ['viewer'],
  designer: ['viewer', 'designer'],
  operator: ['viewer', 'designer', 'operator'],
  owner: ['viewer', 'designer', 'operator', 'owner'],
}

/** Who reads: an Actor, or what is known of one. */
export interface Reader {
  role: Role
}

function visibleTo(reader: Reader) {
  return { minimumRole: { in: READABLE[reader.role] } }
}

async function toViews(rows: readonly Event[]): Promise<EventView[]> {
  const ids = [...new Set(rows.flatMap((row) => row.actorId ?? []))]
  const users = ids.length
    ? await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    : []
  const names = new Map(users.map((user) => [user.id, user.name]))
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    subjectId: row.subjectId,
    networkId: row.networkId,
    gridId: row.gridId,
    fromState: row.fromState,
    toState: row.toState,
    message: row.message,
    actorName: row.actorId ? (names.get(row.actorId) ?? null) : null,
  }))
}

/** Events the actor may read with an id above `after`, oldest first. */
export async function eventsAfter(
  actor: Reader,
  after: number,
  limit: number,
): Promise<EventView[]> {
  const where = { id: { gt: after }, ...visibleTo(actor) }
  return toViews(await db().event.findMany({ where, orderBy: { id: 'asc' }, take: limit }))
}

/** The newest events the actor may read, newest first. */
export async function recentEvents(actor: Reader, limit: number): Promise<EventView[]> {
  const where = visibleTo(actor)
  return toViews(await db().event.findMany({ where, orderBy: { id: 'desc' }, take: limit }))
}

/** Everything that happened to one thing, oldest first: its time line. */
export async function eventsOf(
  actor: Reader,
  kind: string,
  subjectId: string,
): Promise<EventView[]> {
  const where = { kind, subjectId, ...visibleTo(actor) }
  return toViews(await db().event.findMany({ where, orderBy: { id: 'asc' }, take: 500 }))
}

/** Id of the newest event row, 0 when there is none. */
export async function newestEventId(): Promise<number> {
  const newest = await db().event.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  return newest?.id ?? 0
}
