import { endpointClass, publicEndpoints } from '@/lib/network/endpoints'
import type { WireLocation, WireNodeStatus, WireResourceAmount } from '@/lib/protocol/types'
import type { NodeView } from '@/lib/schemas/views'
import { wireNodeSchema, wireNodeStatusSchema } from '@/lib/server/grid/node-schema'
import { readRecord } from '@/lib/server/grid/record-list'

/** A row of the node cache. */
export interface NodeRow {
  gridId: string
  nodeId: string
  raw: string
  status: string | null
  reportedAt: Date
}

/** What a row says whatever the time and the farms' names are. */
export type NodeRecord = Omit<NodeView, 'freshness' | 'farmName'>

interface Kept {
  raw: string
  status: string | null
  record: NodeRecord | null
}
// Ten thousand nodes are read for every list; only those that reported since are parsed again.
const MAX_KEPT = 40_000
const kept = new Map<string, Kept>()

/** Reads a cached node; null when its text cannot be read any more. */
export function nodeRecord(row: NodeRow): NodeRecord | null {
  const key = `${row.gridId}/${row.nodeId}`
  const known = kept.get(key)
  if (known && known.raw === row.raw && known.status === row.status) return known.record
  if (kept.size >= MAX_KEPT) kept.clear()
  const record = parseRow(row)
  kept.set(key, { raw: row.raw, status: row.status, record })
  return record
}

function parseRow(row: NodeRow): NodeRecord | null {
  const node = readRecord(row.raw, wireNodeSchema)?.value
  if (!node) return null
  const status = row.status === null ? null : readRecord(row.status, wireNodeStatusSchema)?.value
  const endpoints = publicEndpoints(node)
  const used = status?.used_resources ?? node.used_resources
  return {
    gridId: row.gridId,
    nodeId: row.nodeId,
    farmId: node.farm_id,
    ...place(node.location, status ?? null),
    reportedAt: row.reportedAt.toISOString(),
    uptime: node.uptime,
    osVersion: node.os_version,
    engine: status?.engine ?? null,
    total: amounts(node.total_resources),
    used: amounts(used),
    free: free(node.total_resources, used),
    endpointClass: endpointClass(endpoints),
    endpoints,
    takenPorts: node.wg_ports ?? [],
    interfaces: (node.ifaces ?? []).map(({ name, addrs }) => ({ name, addresses: addrs ?? [] })),
  }
}

function place(said: WireLocation, status: WireNodeStatus | null) {
  const isEmpty = said.city === '' && said.country === ''
  const { city, country, continent, latitude, longitude } =
    isEmpty && status ? status.location : said
  return { city, country, continent, latitude, longitude }
}

function amounts({ cru, mru, hru, sru }: WireResourceAmount): WireResourceAmount {
  return { cru, mru, hru, sru }
}

function free(total: WireResourceAmount, used: WireResourceAmount): WireResourceAmount {
  return {
    cru: Math.max(0, total.cru - used.cru),
    mru: Math.max(0, total.mru - used.mru),
    hru: Math.max(0, total.hru - used.hru),
    sru: Math.max(0, total.sru - used.sru),
  }
}
