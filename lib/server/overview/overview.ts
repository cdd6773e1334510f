import { isLiveState, RESERVATION_STATES } from '@/lib/protocol/states'
import type { NodeView, OverviewView } from '@/lib/schemas/views'
import type { Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { recentEvents } from '@/lib/server/events/queries'
import { listGrids } from '@/lib/server/grids/grids'
import { listNetworks } from '@/lib/server/networks/networks'
import { listNodes } from '@/lib/server/nodes/nodes'

const EVENTS_SHOWN = 20
const LIVE_STATES = RESERVATION_STATES.filter(isLiveState)
/** Live states in which something was accepted by a grid, so that it has an end to wait for. */
const ACCEPTED_STATES = LIVE_STATES.filter(
  (state) => !['planned', 'signed', 'submitting', 'deleting'].includes(state),
)

/** Everything the first page shows. */
export async function loadOverview(actor: Actor): Promise<OverviewView> {
  const [nodes, farms, live, networks, nextEnd, events, grids] = await Promise.all([
    listNodes(),
    db().gridFarm.count(),
    liveCounts(),
    listNetworks(actor),
    loadNextEnd(),
    recentEvents(actor, EVENTS_SHOWN),
    listGrids(),
  ])
  return { nodes: countNodes(nodes), farms, ...live, networks, nextEnd, events, grids }
}

function countNodes(nodes: readonly NodeView[]) {
  const counts = { total: nodes.length, up: 0, late: 0, down: 0 }
  for (const node of nodes) counts[node.freshness] += 1
  return counts
}

/** Reservations that may still hold something, the nodes they are on, and how many clusters there are. */
export async function liveCounts() {
  const perNode = await db().reservation.groupBy({
    by: ['gridId', 'nodeId'],
    where: { state: { in: LIVE_STATES } },
    _count: true,
  })
  const liveReservations = perNode.reduce((sum, group) => sum + group._count, 0)
  return { liveReservations, liveNodes: perNode.length, clusters: await db().cluster.count() }
}

/** What ends first of everything a grid holds for us. */
async function loadNextEnd(): Promise<OverviewView['nextEnd']> {
  const next = await db().reservation.findFirst({
    where: { state: { in: ACCEPTED_STATES }, endsAt: { gt: new Date() } },
    orderBy: { endsAt: 'asc' },
    include: { network: { select: { name: true } } },
  })
  if (!next) return null
  return {
    at: next.endsAt.toISOString(),
    name: next.network?.name ?? next.workloadName,
    networkId: next.networkId,
  }
}
