import { endpointClass, type EndpointClass } from '@/lib/network/endpoints'
import type { DesignCommand, NetworkDesign, NodeFacts } from '@/lib/network/model'

export type Connection = { command: DesignCommand } | { refusal: string }
export type FactsMap = ReadonlyMap<string, NodeFacts>

/** How a resource can be dialled as designed: a forced hidden one cannot, whatever the grid says. */
export function classOf(design: NetworkDesign, facts: FactsMap, nodeId: string): EndpointClass {
  const resource = design.resources.find((candidate) => candidate.nodeId === nodeId)
  if (!resource || resource.forceHidden) return 'hidden'
  return endpointClass(facts.get(nodeId)?.endpoints ?? [])
}

/** What people call a node, or the start of its id when the grid does not know it. */
export function labelOf(facts: FactsMap, nodeId: string): string {
  return facts.get(nodeId)?.label ?? `${nodeId.slice(0, 4)}…${nodeId.slice(-4)}`
}

/**
 * What a link drawn by hand means. Only two exist: a device and the node it dials, and a hidden or IPv6-only node and
 * the router it wants. Everything else is computed and cannot be drawn.
 */
export function connect(
  design: NetworkDesign,
  facts: FactsMap,
  [from, to]: readonly [string, string],
): Connection {
  if (from === to) return { refusal: 'A link needs two ends.' }
  const device = [from, to].find((id) => id.startsWith('device:'))
  const nodes = [from, to].filter((id) => id.startsWith('node:')).map((id) => id.slice(5))
  if (device && nodes[0]) return joinDevice(design, facts, device.slice(7), nodes[0])
  if (device) return { refusal: 'Two devices reach each other through the nodes they dial.' }
  const [a, b] = nodes
  if (a === undefined || b === undefined) return { refusal: 'A link needs two ends.' }
  return chooseRouter(design, facts, a, b)
}

function joinDevice(
  design: NetworkDesign,
  facts: FactsMap,
  id: string,
  accessNodeId: string,
): Connection {
  const kind = classOf(design, facts, accessNodeId)
  const label = labelOf(facts, accessNodeId)
  if (kind === 'hidden') {
    return { refusal: `${label} has no public endpoint, so no device can dial it.` }
  }
  const device = design.devices.find((candidate) => candidate.id === id)
  if (!device) return { refusal: 'That device is not in the network any more.' }
  const family = familyFor(kind, device.family)
  return { command: { type: 'set-device', id, patch: { accessNodeId, family } } }
}

/** The asked family when the node has it, else the one it has. */
export function familyFor(kind: EndpointClass, wanted: 'ipv4' | 'ipv6'): 'ipv4' | 'ipv6' {
  if (kind === 'ipv4' || kind === 'ipv6') return kind
  return wanted
}

function chooseRouter(design: NetworkDesign, facts: FactsMap, a: string, b: string): Connection {
  const [kindA, kindB] = [classOf(design, facts, a), classOf(design, facts, b)]
  const router = canRoute(kindA) && !canRoute(kindB) ? a : b
  const other = router === a ? b : a
  if (!canRoute(classOf(design, facts, router))) {
    return {
      refusal: `Neither ${labelOf(facts, a)} nor ${labelOf(facts, b)} has a public IPv4 endpoint to route through.`,
    }
  }
  if (canRoute(classOf(design, facts, other))) {
    return {
      refusal: `${labelOf(facts, a)} and ${labelOf(facts, b)} have their own tunnel: peers are computed. Draw from a hidden or IPv6-only node to choose its router.`,
    }
  }
  if (design.mode === 'compat') {
    return {
      refusal:
        'With tfuser peers the router is the first node with IPv4; switch to safe peers to choose it.',
    }
  }
  const routers = [router, ...design.routers.filter((id) => id !== router)]
  return { command: { type: 'set-network', patch: { routers } } }
}

/** Hidden nodes dial out over IPv4, so a router must be dialled over it. */
function canRoute(kind: EndpointClass) {
  return kind === 'dual' || kind === 'ipv4'
}
