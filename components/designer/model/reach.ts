import { familyOf } from '@/lib/network/endpoints'
import type { NetworkDesign, Peer, PlannedNetwork } from '@/lib/network/model'
import { tunnelOf } from './tunnel'
import type { EdgeView, Picture } from './types'

export interface ReachRow {
  id: string
  name: string
  /** "tunnel, IPv6", "via Ghent", "dials in" */
  how: string
  via: string | null
  isStaged: boolean
  /** what this end routes into the tunnel; empty for pairs without one of their own */
  allowedIps: readonly { subnet: string; tunnel: string | null; owner: string | null }[]
}

interface ReachInput {
  /** `node:<id>` or `device:<id>` */
  id: string
  design: NetworkDesign
  planned: PlannedNetwork | null
  picture: Picture
}

/** Whom an object reaches: tunnels first, then pairs through a router. */
export function reachOf({ id, design, planned, picture }: ReachInput): ReachRow[] {
  if (!planned) return []
  const names = namesBySubnet(picture)
  const peers = id.startsWith('node:')
    ? (planned.resources.find(({ nodeId }) => nodeId === id.slice(5))?.peers ?? [])
    : []
  const rows = rowsAt(picture, id).map((edge) => rowOf(edge, { id, design, peers, names }))
  const all = [...rows, ...beyond(rows, { id, picture, names })]
  return all.sort((a, b) => Number(a.via !== null) - Number(b.via !== null))
}

function rowsAt(picture: Picture, id: string) {
  return picture.edges.filter((edge) => edge.from === id || edge.to === id)
}

/** Devices hang on their node: what reaches the node reaches them, and they reach what it reaches. */
function beyond(
  rows: readonly ReachRow[],
  { id, picture, names }: { id: string; picture: Picture; names: RowContext['names'] },
): ReachRow[] {
  const seen = new Set([id, ...rows.map((row) => row.id)])
  const nameOf = (other: string) => [...names.values()].find((entry) => entry.id === other)?.name
  const found: ReachRow[] = []
  const walk = (from: string, isFurther: (edge: EdgeView) => boolean) => {
    for (const edge of rowsAt(picture, from)) {
      const other = edge.from === from ? edge.to : edge.from
      if (seen.has(other) || !isFurther(edge)) continue
      seen.add(other)
      const via = nameOf(from) ?? null
      const [name, isStaged] = [nameOf(other) ?? other, edge.isStaged]
      const how = other.startsWith('device:') ? `on ${via}` : `via ${via}`
      found.push({ id: other, name, how, via, isStaged, allowedIps: [] })
    }
  }
  const nodes = (list: readonly ReachRow[]) => list.filter((row) => row.id.startsWith('node:'))
  if (id.startsWith('device:')) for (const row of nodes(rows)) walk(row.id, () => true)
  for (const row of nodes([...rows, ...found])) walk(row.id, ({ kind }) => kind === 'device')
  return found
}

interface RowContext {
  id: string
  design: NetworkDesign
  peers: readonly Peer[]
  names: ReadonlyMap<string, { id: string; name: string }>
}

function rowOf(edge: EdgeView, { id, design, peers, names }: RowContext): ReachRow {
  const other = edge.from === id ? edge.to : edge.from
  const subnet = subnetOf(design, other)
  const peer = peers.find((candidate) => candidate.subnet === subnet)
  return {
    id: other,
    name: [...names.values()].find((entry) => entry.id === other)?.name ?? other,
    how: howOf(edge, peer, id),
    via: edge.via,
    isStaged: edge.isStaged,
    allowedIps: edge.kind === 'via' ? [] : carried(peer, subnet, names),
  }
}

function howOf(edge: EdgeView, peer: Peer | undefined, id: string) {
  if (edge.via) return `via ${edge.via}`
  if (edge.kind === 'device') return edge.from === id ? 'dials it' : 'dials in'
  if (!peer || peer.endpoint === '') return 'tunnel, dials in'
  return `tunnel, ${familyOf(peer.endpoint.replace(/:\d+$/, '')) === 'ipv6' ? 'IPv6' : 'IPv4'}`
}

function carried(peer: Peer | undefined, own: string, names: RowContext['names']) {
  const subnets = (peer?.allowedIps ?? []).filter((ip) => !ip.endsWith('/32'))
  return subnets.map((subnet) => ({
    subnet,
    tunnel: tunnelOf(subnet)?.replace('/32', '') ?? null,
    owner: subnet === own ? null : ownerText(names.get(subnet)),
  }))
}

function ownerText(owner: { id: string; name: string } | undefined) {
  if (!owner) return null
  return owner.id.startsWith('device:') ? owner.name : `for ${owner.name}`
}

function subnetOf(design: NetworkDesign, id: string) {
  const resource = design.resources.find(({ nodeId }) => `node:${nodeId}` === id)
  return (
    resource?.subnet ?? design.devices.find((device) => `device:${device.id}` === id)?.subnet ?? ''
  )
}

function namesBySubnet(picture: Picture) {
  return new Map([
    ...picture.resources.map((r) => [r.subnet, { id: r.id, name: r.title }] as const),
    ...picture.devices.map((d) => [d.subnet, { id: d.id, name: d.name }] as const),
  ])
}
