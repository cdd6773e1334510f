import { heartbeats, reliability, type Change } from '@/lib/nodes/reliability'
import type { NodeHistoryView } from '@/lib/schemas/nodes'
import type { Actor } from '@/lib/server/auth/actor'
import { eventsOfMany } from '@/lib/server/events/queries'
import { listReservations } from '@/lib/server/reservations/reservations'
import { changeLog, watchesOf } from './change-log'
import { getNode } from './nodes'
import { networkNodes } from './our-nodes'

/** One bar is half an hour. */
const BARS = 48
const CHANGES_SHOWN = 50
const EVENTS_SHOWN = 50

/**
 * What is known of a node's past, and what of ours is on it.
 * @throws DomainError `NOT_FOUND`
 */
export async function getNodeHistory(
  actor: Actor,
  gridId: string,
  nodeId: string,
  now = Date.now(),
): Promise<NodeHistoryView> {
  await getNode(gridId, nodeId)
  const [{ log }, watches, all, networks] = await Promise.all([
    changeLog(gridId),
    watchesOf(gridId),
    listReservations(actor, { nodeId }),
    networkNodes(),
  ])
  const changes = log.get(nodeId) ?? []
  const reservations = all.filter((reservation) => reservation.gridId === gridId)
  const ids = reservations.map(({ id }) => id)
  return {
    reliability: reliability(changes, watches, now),
    heartbeats: heartbeats(changes, watches, now, BARS).map(({ from, to, worst }) => ({
      from: iso(from),
      to: iso(to),
      worst,
    })),
    changes: changes.slice(-CHANGES_SHOWN).reverse().map(toChangeView),
    reservations,
    networks: networks
      .filter((network) => network.gridId === gridId && network.nodeIds.includes(nodeId))
      .map(({ id, name }) => ({ id, name })),
    events: await eventsOfMany(actor, 'reservation', ids, EVENTS_SHOWN),
  }
}

function toChangeView({ at, freshness }: Change) {
  return { at: iso(at), freshness }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
