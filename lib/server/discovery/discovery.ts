import { parseReservation } from '@/lib/protocol/reservation'
import { workloadFacts } from '@/lib/protocol/workload-facts'
import { shortKey } from '@/lib/network/labels'
import type { DiscoveryView, FoundView, GridScanView } from '@/lib/schemas/discovery'
import { hasRole, requireRole, type Actor } from '@/lib/server/auth/actor'
import { makerId } from '@/lib/server/auth/api-token-user'
import { db } from '@/lib/server/db/client'
import type { Identity, Prisma } from '@/lib/server/db/generated/client'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { nodeRecords } from '@/lib/server/reservations/view'
import { ownIdentities } from './scan-grid'
import { progressOf } from './scans'

const MOST_SHOWN = 1_000
const WITH_GRID = { grid: { select: { name: true } } } as const
type FoundRow = Prisma.FoundReservationGetPayload<{ include: typeof WITH_GRID }>
type Signer = Pick<Identity, 'id' | 'name' | 'ownerId' | 'shared'>

/** What was found on every grid, and how the last scans went. */
export async function getDiscovery(
  actor: Actor,
  { ended = false }: { ended?: boolean } = {},
): Promise<DiscoveryView> {
  requireRole(actor, 'viewer')
  const now = new Date()
  const open = { adoptedId: null, endsAt: { gt: now } }
  const [identities, scans, rows, endedCount] = await Promise.all([
    ownIdentities(),
    gridScans(),
    db().foundReservation.findMany({
      where: ended ? { adoptedId: null } : open,
      orderBy: [{ endsAt: 'desc' }, { id: 'asc' }],
      take: MOST_SHOWN,
      include: WITH_GRID,
    }),
    db().foundReservation.count({ where: { adoptedId: null, endsAt: { lte: now } } }),
  ])
  const found = await toFoundViews(actor, rows, now)
  return { identities: identities.size, scans, found, ended: endedCount }
}

/** How many live ones were found and not adopted. */
export async function countFound(actor: Actor): Promise<number> {
  requireRole(actor, 'viewer')
  return db().foundReservation.count({ where: { adoptedId: null, endsAt: { gt: new Date() } } })
}

async function gridScans(): Promise<GridScanView[]> {
  const grids = await db().grid.findMany({
    include: { scans: true },
    orderBy: { createdAt: 'asc' },
  })
  return grids.map(({ id, name, scans: [scan] }) => ({
    gridId: id,
    gridName: name,
    running: progressOf(id),
    startedAt: scan?.startedAt.toISOString() ?? null,
    finishedAt: scan?.finishedAt?.toISOString() ?? null,
    next: scan?.next ?? 0,
    error: scan?.error ?? null,
  }))
}

async function toFoundViews(
  actor: Actor,
  rows: readonly FoundRow[],
  now: Date,
): Promise<FoundView[]> {
  const [records, signers] = await Promise.all([nodeRecords(rows), signersOf(rows)])
  return rows.flatMap((row) => {
    const signer = signers.get(row.identityId)
    const node = records.get(`${row.gridId}/${row.nodeId}`)
    return signer ? [toFoundView(actor, row, signer, node, now)] : []
  })
}

async function signersOf(rows: readonly FoundRow[]): Promise<Map<string, Signer>> {
  const identities = await db().identity.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.identityId))] } },
    select: { id: true, name: true, ownerId: true, shared: true },
  })
  return new Map(identities.map((identity) => [identity.id, identity]))
}

type NodeRecords = Awaited<ReturnType<typeof nodeRecords>>

function toFoundView(
  actor: Actor,
  row: FoundRow,
  signer: Signer,
  node: ReturnType<NodeRecords['get']>,
  now: Date,
): FoundView {
  return {
    id: row.id,
    gridId: row.gridId,
    gridName: row.grid.name,
    gridReservationId: `${row.gridNumber}-1`,
    identityId: signer.id,
    identityName: signer.name,
    mayAdopt:
      hasRole(actor.role, 'operator') && (signer.shared || signer.ownerId === makerId(actor)),
    nodeId: row.nodeId,
    nodeLabel: node ? nodeLabel(node) : shortKey(row.nodeId),
    simulated: node?.engine === 'simulated',
    type: row.type,
    workloadName: row.workloadName,
    state: foundState(row, now),
    message: row.resultMessage ?? '',
    facts: workloadFacts(row.type, parseReservation(row.body).data),
    endsAt: row.endsAt.toISOString(),
    foundAt: row.foundAt.toISOString(),
  }
}

/** What the explorer and the node say of it, in one word. */
function foundState(
  row: Pick<FoundRow, 'endsAt' | 'isDeleting' | 'resultState'>,
  now: Date,
): FoundView['state'] {
  if (row.endsAt <= now) return 'ended'
  if (row.isDeleting) return 'deleting'
  if (row.resultState === null) return 'pending'
  if (row.resultState === 'ok') return 'running'
  return row.resultState === 'unproven' ? 'unproven' : 'failed'
}
