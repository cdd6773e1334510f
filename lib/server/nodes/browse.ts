import { filterRows, type NodeFilter } from '@/lib/nodes/node-filter'
import { nodeKey, searchText, type NodeRow } from '@/lib/nodes/node-row'
import type { Reliability } from '@/lib/nodes/reliability'
import { DEFAULT_SORT, sortRows } from '@/lib/nodes/sort-rows'
import type { NodesCsvQuery, NodesQuery } from '@/lib/schemas/nodes'
import type { NodeView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { listNodes } from './nodes'
import { liveReservationCounts, networkNodes, type NetworkNodes } from './our-nodes'
import { gridReliability } from './reliability-of'

/** What a node's row needs beside its view. */
interface Around {
  grids: ReadonlyMap<string, string>
  networks: ReadonlyMap<string, readonly string[]>
  reservations: ReadonlyMap<string, number>
  reliability: ReadonlyMap<string, ReadonlyMap<string, Reliability>>
}

/** The node browser's list: rows as filters see them, and the networks a filter may name. */
export interface NodeList {
  rows: NodeRow[]
  networks: { id: string; name: string }[]
}

const NOTHING_KNOWN = { up: null, knownFor: 0 }
/** Reliability travels to ten thousand rows: finer than this nobody reads. */
const round = (share: number) => Math.round(share * 10_000) / 10_000

/** Every node of every grid as the browser lists it. */
export async function listNodeRows(actor: Actor): Promise<NodeList> {
  requireRole(actor, 'viewer')
  const [nodes, networks] = await Promise.all([listNodes(), networkNodes()])
  const around = await loadAround(networks)
  return {
    rows: nodes.map((node) => toRow(node, around)),
    networks: networks.map(({ id, name }) => ({ id, name })),
  }
}

async function loadAround(networks: readonly NetworkNodes[]): Promise<Around> {
  const [grids, reservations] = await Promise.all([
    db().grid.findMany({ select: { id: true, name: true } }),
    liveReservationCounts(),
  ])
  const figures = await Promise.all(
    grids.map(async ({ id }) => [id, await gridReliability(id)] as const),
  )
  const byNode = new Map<string, string[]>()
  for (const network of networks)
    for (const nodeId of network.nodeIds) {
      const key = nodeKey(network.gridId, nodeId)
      byNode.set(key, [...(byNode.get(key) ?? []), network.id])
    }
  return {
    grids: new Map(grids.map(({ id, name }) => [id, name])),
    networks: byNode,
    reservations,
    reliability: new Map(figures),
  }
}

function toRow(node: NodeView, around: Around): NodeRow {
  const key = nodeKey(node.gridId, node.nodeId)
  const known = around.reliability.get(node.gridId)?.get(node.nodeId) ?? NOTHING_KNOWN
  const capacity = (unit: 'cru' | 'mru' | 'sru' | 'hru') => ({
    total: node.total[unit],
    used: node.used[unit],
    free: node.free[unit],
  })
  const { city, country, farmName: farm, nodeId } = node
  return {
    key,
    gridId: node.gridId,
    grid: around.grids.get(node.gridId) ?? node.gridId,
    nodeId,
    farmId: node.farmId,
    farm,
    city,
    country,
    continent: node.continent,
    latitude: node.latitude,
    longitude: node.longitude,
    freshness: node.freshness,
    endpoint: node.endpointClass,
    engine: node.engine ?? 'unknown',
    os: node.osVersion,
    uptime: node.uptime,
    reportedAt: Date.parse(node.reportedAt),
    cpu: capacity('cru'),
    memory: capacity('mru'),
    ssd: capacity('sru'),
    hdd: capacity('hru'),
    ports: node.takenPorts,
    networks: around.networks.get(key) ?? [],
    reservations: around.reservations.get(key) ?? 0,
    reliability: known.up === null ? null : round(known.up),
    watched: known.knownFor,
    text: searchText({ city, country, farm, nodeId }),
  }
}

/** The rows a query asks for, in its order, all of them. */
export async function findRows(actor: Actor, query: NodesCsvQuery): Promise<NodeRow[]> {
  const { sort, ...rest } = query
  const { rows, networks } = await listNodeRows(actor)
  const filter = rest as NodeFilter
  const found = filterRows(rows, filter, { now: Date.now(), networks })
  return sort ? sortRows(found, sort) : found
}

/** A filter under its older name counts unless the newer one is there too. */
function underNewNames(query: Omit<NodesQuery, 'limit' | 'offset'>): NodesCsvQuery {
  const { gridId, freshness, minCru, minMru, ...rest } = query
  const given = Object.entries({ grid: gridId, status: freshness, cpu: minCru, memory: minMru })
  return { ...Object.fromEntries(given.filter(([, value]) => value !== undefined)), ...rest }
}

/** The nodes a query asks for, and how many there are without its page. */
export async function findNodes(
  actor: Actor,
  { limit, offset, ...query }: NodesQuery,
): Promise<{ nodes: NodeView[]; total: number }> {
  const found = await findRows(actor, underNewNames(query))
  const views = new Map(
    (await listNodes()).map((node) => [nodeKey(node.gridId, node.nodeId), node]),
  )
  const page = found.slice(offset, limit === undefined ? undefined : offset + limit)
  return { nodes: page.flatMap(({ key }) => views.get(key) ?? []), total: found.length }
}

/** The rows of a table, ordered as the page orders them when the query does not say. */
export async function findTable(actor: Actor, query: NodesCsvQuery): Promise<NodeRow[]> {
  return findRows(actor, { ...query, sort: query.sort ?? DEFAULT_SORT })
}
