import { DomainError } from '@/lib/errors/domain-error'
import type { Capacity, NodeRow } from '@/lib/nodes/node-row'
import type { FarmDetailView } from '@/lib/schemas/nodes'
import type { FarmView, ReservationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { listReservations } from '@/lib/server/reservations/reservations'
import { listNodeRows } from './browse'
import { farmKey } from './node-index'
import { listNodes } from './nodes'

/** Every farm with how many of its nodes there are and report, by name. */
export async function listFarms(): Promise<FarmView[]> {
  const [nodes, farms] = await Promise.all([
    listNodes(),
    db().gridFarm.findMany({ select: { gridId: true, farmId: true, name: true } }),
  ])
  const counts = new Map<string, { nodes: number; nodesUp: number }>()
  for (const node of nodes) {
    const key = farmKey(node.gridId, node.farmId)
    const count = counts.get(key) ?? { nodes: 0, nodesUp: 0 }
    count.nodes += 1
    if (node.freshness === 'up') count.nodesUp += 1
    counts.set(key, count)
  }
  return farms
    .map((farm) => ({
      ...farm,
      ...(counts.get(farmKey(farm.gridId, farm.farmId)) ?? { nodes: 0, nodesUp: 0 }),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.farmId - b.farmId)
}

/** What a farm is, and its nodes as the browser lists them. */
export interface FarmPage {
  farm: FarmDetailView
  rows: NodeRow[]
}

/** Every farm in full, by name: those an explorer lists, and those only their nodes name. */
export async function listFarmPages(actor: Actor): Promise<FarmPage[]> {
  requireRole(actor, 'viewer')
  const [{ rows }, farms, grids, reservations] = await Promise.all([
    listNodeRows(actor),
    db().gridFarm.findMany({ select: { gridId: true, farmId: true, name: true } }),
    db().grid.findMany({ select: { id: true, name: true } }),
    listReservations(actor),
  ])
  const gridNames = new Map(grids.map(({ id, name }) => [id, name]))
  const found = new Map<string, { gridId: string; farmId: number; name: string; rows: NodeRow[] }>()
  for (const farm of farms) found.set(farmKey(farm.gridId, farm.farmId), { ...farm, rows: [] })
  for (const row of rows) {
    const { gridId, farmId, farm: name } = row
    const key = farmKey(gridId, farmId)
    const entry = found.get(key) ?? { gridId, farmId, name, rows: [] }
    entry.rows.push(row)
    found.set(key, entry)
  }
  const farmOf = new Map(rows.map((row) => [row.key, farmKey(row.gridId, row.farmId)]))
  const ours = new Map<string, ReservationView[]>()
  for (const one of reservations) {
    const key = farmOf.get(`${one.gridId}/${one.nodeId}`) ?? ''
    ours.set(key, [...(ours.get(key) ?? []), one])
  }
  return [...found.entries()]
    .map(([key, { rows: nodes, ...farm }]) => ({
      rows: nodes,
      farm: {
        ...farm,
        gridName: gridNames.get(farm.gridId) ?? farm.gridId,
        ...summary(nodes),
        reservations: ours.get(key) ?? [],
      },
    }))
    .sort((a, b) => a.farm.name.localeCompare(b.farm.name, 'en') || a.farm.farmId - b.farm.farmId)
}

/**
 * One farm in full.
 * @throws DomainError `NOT_FOUND`
 */
export async function getFarm(actor: Actor, gridId: string, farmId: string): Promise<FarmPage> {
  const pages = await listFarmPages(actor)
  const page = pages.find(({ farm }) => farm.gridId === gridId && String(farm.farmId) === farmId)
  if (page) return page
  throw new DomainError('NOT_FOUND', 'There is no such farm on that grid. Pick one from Farms.', {
    gridId,
    farmId,
  })
}

function summary(rows: readonly NodeRow[]) {
  const countOf = <T extends string>(keys: readonly T[], of: (row: NodeRow) => T) =>
    Object.fromEntries(
      keys.map((key) => [key, rows.filter((row) => of(row) === key).length]),
    ) as Record<T, number>
  const counts = countOf(['up', 'late', 'down'], (row) => row.freshness)
  return {
    nodes: rows.length,
    nodesUp: counts.up,
    counts,
    cpu: sum(rows, (row) => row.cpu),
    memory: sum(rows, (row) => row.memory),
    ssd: sum(rows, (row) => row.ssd),
    hdd: sum(rows, (row) => row.hdd),
    places: placesOf(rows),
    endpoints: countOf(['dual', 'ipv4', 'ipv6', 'hidden'], (row) => row.endpoint),
    reliability: reliabilityOf(rows),
  }
}

function sum(rows: readonly NodeRow[], of: (row: NodeRow) => Capacity): Capacity {
  const all = { total: 0, used: 0, free: 0 }
  for (const row of rows) {
    const { total, used, free } = of(row)
    all.total += total
    all.used += used
    all.free += free
  }
  return all
}

function placesOf(rows: readonly NodeRow[]): FarmDetailView['places'] {
  const places = new Map<string, number>()
  for (const { city, country } of rows) {
    const name = [city, country].filter(Boolean).join(', ') || 'Unknown place'
    places.set(name, (places.get(name) ?? 0) + 1)
  }
  return [...places]
    .map(([name, nodes]) => ({ name, nodes }))
    .sort((a, b) => b.nodes - a.nodes || a.name.localeCompare(b.name, 'en'))
}

/** Time counts, not nodes: one that was watched for a minute says less than one watched for a month. */
function reliabilityOf(rows: readonly NodeRow[]): FarmDetailView['reliability'] {
  const watched = rows.reduce((all, row) => all + row.watched, 0)
  const up = rows.reduce((all, row) => all + (row.reliability ?? 0) * row.watched, 0)
  return {
    up: watched === 0 ? null : up / watched,
    knownFor: rows.reduce((most, row) => Math.max(most, row.watched), 0),
  }
}
