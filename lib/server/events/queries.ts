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

/** Which events somebody may read, as a part of a query. */
export function visibleTo(reader: Reader) {
  return { minimumRole: { in: READABLE[reader.role] } }
}

async function toViews(rows: readonly Event[]): Promise<EventView[]> {
  const unnamed = rows.filter((row) => row.actorName === null)
  const ids = [...new Set(unnamed.flatMap((row) => row.actorId ?? []))]
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
    actorName: row.actorName ?? names.get(row.actorId ?? '') ?? null,
  }))
}

/** Changes of these may change what an open stream may show, or end it. */
const ACCESS_KINDS: readonly string[] = ['user', 'session', 'token']

/** What happened after `after`, for a stream: also how far it was read, and whether the reader's rights may differ now. */
export interface EventBatch {
  rows: readonly Event[]
  last: number
  isFull: boolean
  changesAccess: boolean
}

/** The next rows, whoever may read them; `readable` makes them fit for somebody. */
export async function nextEvents(after: number, limit: number): Promise<EventBatch> {
  const rows = await db().event.findMany({
    where: { id: { gt: after } },
    orderBy: { id: 'asc' },
    take: limit,
  })
  return {
    rows,
    last: rows.at(-1)?.id ?? after,
    isFull: rows.length === limit,
    changesAccess: rows.some(({ kind }) => ACCESS_KINDS.includes(kind)),
  }
}

/** The rows of a batch that the reader may read. */
export function readable(reader: Reader, rows: readonly Event[]): Promise<EventView[]> {
  const roles: readonly string[] = READABLE[reader.role]
  return toViews(rows.filter((row) => roles.includes(row.minimumRole)))
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

/** The newest events the actor may read, newest first. Who signs in and out is on the audit page only. */
export async function recentEvents(actor: Reader, limit: number): Promise<EventView[]> {
  const where = { ...visibleTo(actor), kind: { not: 'session' } }
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

/** The newest events of several things of one kind, newest first. */
export async function eventsOfMany(
  actor: Reader,
  kind: string,
  subjectIds: readonly string[],
  limit: number,
): Promise<EventView[]> {
  if (subjectIds.length === 0) return []
  const where = { kind, subjectId: { in: [...subjectIds] }, ...visibleTo(actor) }
  return toViews(await db().event.findMany({ where, orderBy: { id: 'desc' }, take: limit }))
}

/** What happened to a cluster, its machines and files, newest first. */
export async function eventsOfCluster(
  actor: Reader,
  clusterId: string,
  limit = 200,
): Promise<EventView[]> {
  const where = { clusterId, ...visibleTo(actor) }
  return toViews(await db().event.findMany({ where, orderBy: { id: 'desc' }, take: limit }))
}

/** Id of the newest event row, 0 when there is none. */
export async function newestEventId(): Promise<number> {
  const newest = await db().event.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  return newest?.id ?? 0
}
