import type { NodeFacts } from '@/lib/network/model'
import { nodeFacts } from '@/lib/server/nodes/nodes'
import { isStanding, newestPerNode } from './live'
import { preparePlan } from './planning'
import { designOf, type NetworkRow } from './row'
import { stagedCount, type PlanFigures } from './view'

const MAX_KEPT = 2_000
/** Network id → what its count of changes was made from, and the count. */
const kept = new Map<string, { from: string; staged: number }>()

type Facts = ReadonlyMap<string, ReadonlyMap<string, NodeFacts>>

/**
 * What a list shows of each network's plan, in the order given. Every page shows the list, so a network is planned
 * again only when something its changes follow from is different: design, keys, what stands, its nodes' endpoints.
 */
export async function planFigures(rows: readonly NetworkRow[]): Promise<PlanFigures[]> {
  const facts = await factsOf(rows.filter(hasStanding))
  return Promise.all(
    rows.map(async (row) => ({ staged: await stagedOf(row, facts), fixedEnd: endOf(row) })),
  )
}

function hasStanding(row: NetworkRow): boolean {
  return row.reservations.some(isStanding)
}

async function factsOf(rows: readonly NetworkRow[]): Promise<Facts> {
  const wanted = new Map<string, string[]>()
  for (const row of rows) {
    const nodeIds = designOf(row).resources.map(({ nodeId }) => nodeId)
    wanted.set(row.gridId, [...(wanted.get(row.gridId) ?? []), ...nodeIds])
  }
  const found = await Promise.all(
    [...wanted].map(
      async ([gridId, nodeIds]) => [gridId, await nodeFacts(gridId, nodeIds)] as const,
    ),
  )
  return new Map(found)
}

async function stagedOf(row: NetworkRow, facts: Facts): Promise<number> {
  // Where nothing stands, everything drawn is a change.
  if (!hasStanding(row)) return designOf(row).resources.length
  const from = fingerprint(row, facts)
  const known = kept.get(row.id)
  if (known?.from === from) return known.staged
  const staged = stagedCount(await preparePlan(row), row)
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(row.id, { from, staged })
  return staged
}

function standingOf(row: NetworkRow) {
  return [...newestPerNode(row.reservations.filter(isStanding)).values()]
}

function fingerprint(row: NetworkRow, facts: Facts): string {
  const known = facts.get(row.gridId)
  return JSON.stringify([
    row.design,
    row.keys.map(({ holder, publicKey }) => [holder, publicKey]),
    standingOf(row).map(({ id, state, signature }) => [id, state, signature]),
    designOf(row).resources.map(({ nodeId }) => known?.get(nodeId)?.endpoints ?? null),
  ])
}

function endOf(row: NetworkRow): Date | null {
  const ends = standingOf(row).map(({ endsAt }) => endsAt.getTime())
  return ends.length === 0 ? null : new Date(Math.max(...ends))
}
