import type { NodeFacts } from '@/lib/network/model'
import type { ReservationView } from '@/lib/schemas/views'
import { db } from '@/lib/server/db/client'
import { nodeFacts } from '@/lib/server/nodes/nodes'
import { nodeRecords } from '@/lib/server/reservations/view'
import { compilePlan, type CompiledPlan } from './plan'
import { planHash } from './plan-hash'
import { deployedResource, isStanding } from './live'
import { designOf, publicKeysOf, type NetworkRow } from './row'

/** A compiled plan with the hash that pins it. */
export interface PreparedPlan extends CompiledPlan {
  hash: string
}

/** Loads what planning depends on and compiles the plan of a network as it is stored. */
export async function preparePlan(row: NetworkRow): Promise<PreparedPlan> {
  const design = designOf(row)
  const nodeIds = design.resources.map(({ nodeId }) => nodeId)
  const oldIds = row.reservations.filter(isStanding).map(({ nodeId }) => nodeId)
  const [facts, places] = await Promise.all([
    freeFacts(row.gridId, [...new Set([...nodeIds, ...oldIds])], row),
    farmNames(row.gridId, [...nodeIds, ...oldIds]),
  ])
  const pick = (ids: readonly string[]) =>
    new Map(
      ids.flatMap((id): [string, NodeFacts][] => {
        const found = facts.get(id)
        return found ? [[id, found]] : []
      }),
    )
  const publicKeys = publicKeysOf(row)
  const plan = compilePlan({
    design,
    facts: pick(nodeIds),
    oldFacts: pick(oldIds),
    publicKeys,
    reservations: row.reservations,
    farmNameOf: (nodeId) => places.get(nodeId) ?? '',
  })
  const hash = planHash({
    networkId: row.id,
    gridId: row.gridId,
    design,
    planned: plan.planned,
    standing: [...plan.standing.values()].map(({ id }) => id),
    posts: plan.posts.map(({ nodeId }) => nodeId),
    deletes: plan.deletes,
    after: row.operations[0]?.id ?? null,
  })
  return { ...plan, hash }
}

/**
 * Facts with the ports that are really somebody else's: without those this network already has there, with those our
 * other reservations have and the node has not reported yet.
 */
export async function freeFacts(
  gridId: string,
  nodeIds: readonly string[],
  row: Pick<NetworkRow, 'id' | 'reservations'> | null,
): Promise<Map<string, NodeFacts>> {
  const [facts, others] = await Promise.all([
    nodeFacts(gridId, nodeIds),
    db().reservation.findMany({
      where: {
        gridId,
        nodeId: { in: [...nodeIds] },
        type: 'network',
        state: { in: STANDING_STATES },
        ...(row ? { NOT: { networkId: row.id } } : {}),
      },
    }),
  ])
  const portsOf = (reservations: NetworkRow['reservations'], nodeId: string) =>
    reservations
      .filter((reservation) => reservation.nodeId === nodeId)
      .flatMap((reservation) => deployedResource(reservation)?.listenPort ?? [])
  const own = row?.reservations.filter(isStanding) ?? []
  for (const [nodeId, fact] of facts) {
    const mine = new Set(portsOf(own, nodeId))
    const taken = new Set([
      ...fact.takenPorts.filter((port) => !mine.has(port)),
      ...portsOf(others, nodeId),
    ])
    facts.set(nodeId, { ...fact, takenPorts: [...taken] })
  }
  return facts
}

const STANDING_STATES: ReservationView['state'][] = [
  'signed',
  'submitting',
  'submitted',
  'deployed',
  'expiring',
  'drifted',
]

async function farmNames(gridId: string, nodeIds: readonly string[]): Promise<Map<string, string>> {
  const records = await nodeRecords(nodeIds.map((nodeId) => ({ gridId, nodeId })))
  const farms = await db().gridFarm.findMany({
    where: { gridId },
    select: { farmId: true, name: true },
  })
  const names = new Map(farms.map((farm) => [farm.farmId, farm.name]))
  return new Map(
    [...records.values()].map((node) => [
      node.nodeId,
      names.get(node.farmId) ?? `Farm ${node.farmId}`,
    ]),
  )
}
