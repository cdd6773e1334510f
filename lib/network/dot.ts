import { contains } from './cidr'
import type { Peer, PlannedNetwork, PlannedResource } from './model'

/** Tunnel addresses live here; edge labels leave them out. */
const TUNNEL_SPACE = '100.64.0.0/10'

interface DotNode {
  /** `n1`, `n2`, … in the order of creation */
  name: string
  /** what the original sorts by */
  id: string
  attributes: Record<string, string>
  edges: string[]
}

/** A device as the planned peers show it: a peer whose key belongs to no resource. */
interface External {
  peer: Peer
  access: PlannedResource
}

/**
 * The network as Graphviz text, as the original draws it: hidden nodes and devices dashed, IPv4 links blue. What the
 * original leaves to chance is sorted here: the lines of an edge's label, and the rows of equal rank.
 */
export function toDot(network: PlannedNetwork): string {
  const nodes = new Map<string, DotNode>()
  const add = (key: string, id: string, attributes: Record<string, string>) => {
    nodes.set(key, { name: `n${nodes.size + 1}`, id, attributes, edges: [] })
  }
  for (const { publicKey, nodeId, subnet, endpoints } of network.resources)
    add(publicKey, `${nodeId}\n${subnet}`, endpoints.length === 0 ? { ...BOX, ...HIDDEN } : BOX)
  const externals = externalsOf(network)
  for (const { peer } of externals)
    add(peer.publicKey, `External network\n${peer.subnet}`, { ...BOX, ...EXTERNAL })
  addEdges(network, externals, nodes)
  return render(network, externals, nodes)
}

const BOX = { shape: 'box' }
const HIDDEN = { color: 'blue', style: 'dashed' }
const EXTERNAL = { color: 'green', style: 'dashed' }

/** Text in double quotes: the only way hostile text gets into the graph. Control characters but line breaks go. */
export function quoteDot(text: string): string {
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
  return `"${escaped}"`
}

function externalsOf({ resources }: PlannedNetwork): External[] {
  const seen = new Set(resources.map(({ publicKey }) => publicKey))
  const externals: External[] = []
  for (const access of resources)
    for (const peer of access.peers) {
      if (seen.has(peer.publicKey)) continue
      seen.add(peer.publicKey)
      externals.push({ peer, access })
    }
  return externals
}

function addEdges(
  { ipRange, resources }: PlannedNetwork,
  externals: readonly External[],
  nodes: ReadonlyMap<string, DotNode>,
): void {
  const connect = (from: string, to: string, attributes: Record<string, string>) => {
    const [source, target] = [nodes.get(from), nodes.get(to)]
    source?.edges.push(
      `${source.name}->${target?.name ?? source.name}${attributeList(attributes)};`,
    )
  }
  for (const { peer, access } of externals)
    connect(peer.publicKey, access.publicKey, { label: ipRange })
  for (const resource of resources)
    for (const peer of resource.peers)
      connect(resource.publicKey, peer.publicKey, { ...linkStyle(peer), label: edgeLabel(peer) })
}

/** No endpoint: waits for the other side. An endpoint without brackets: IPv4. */
function linkStyle({ endpoint }: Peer): Record<string, string> {
  if (endpoint === '') return HIDDEN
  return endpoint.startsWith('[') ? {} : { color: 'blue' }
}

function edgeLabel({ allowedIps }: Peer): string {
  return allowedIps
    .filter((allowed) => !contains(TUNNEL_SPACE, allowed))
    .sort()
    .join('\n')
}

function attributeList(attributes: Record<string, string>): string {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))
  return `[${sorted.map(([key, value]) => `${key}=${quoteDot(value)}`).join(',')}]`
}

function render(
  { resources }: PlannedNetwork,
  externals: readonly External[],
  nodes: ReadonlyMap<string, DotNode>,
): string {
  const sorted = [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const nameOf = (key: string) => nodes.get(key)?.name ?? ''
  const hidden = resources.filter(({ endpoints }) => endpoints.length === 0)
  const ranks = [
    hidden.map(({ publicKey }) => nameOf(publicKey)),
    externals.map(({ peer }) => nameOf(peer.publicKey)),
  ]
  const lines = [
    'digraph  {',
    '\t',
    ...sorted.map(
      ({ name, id, attributes }) => `\t${name}${attributeList({ ...attributes, label: id })};`,
    ),
    ...sorted.flatMap(({ edges }) => edges.map((edge) => `\t${edge}`)),
    ...ranks
      .filter((names) => names.length > 0)
      .map((names) => `\t{rank=same; ${names.map((name) => `${name};`).join('')}};`)
      .sort(),
    '\t',
    '}',
  ]
  return lines.join('\n')
}
