import { DomainError } from '@/lib/errors/domain-error'
import { nodeLabels, shortKey } from '@/lib/network/labels'
import type { VmSize } from '../model'
import { hasFamily, unfitReason, type QuickNode } from './nodes'
import { tooFewSentence, unfitSentence } from './too-few'

/** What to choose from, and how many. */
export interface NodeRequest {
  nodes: readonly QuickNode[]
  count: number
  size: VmSize
  /** node ids the rule leaves out */
  exclude?: readonly string[]
  /** exactly these, chosen by a person; the rule is not asked */
  nodeIds?: readonly string[]
}

/** Nodes of a cluster. */
export interface NodeChoice {
  /** the master first; no node twice */
  machines: readonly QuickNode[]
  /** node that devices dial: the master, or a node of its own that carries no VM */
  access: QuickNode
  hasOwnAccess: boolean
}

/**
 * Chooses nodes by rule: up, with room for the size, one with public IPv4 first, spread over farms, no node twice. The
 * same nodes in any order give the same choice.
 *
 * @throws DomainError `TOO_FEW_NODES`, `NO_ACCESS_POINT`; for a person's choice also `INVALID_BODY`, `UNKNOWN_NODE`
 */
export function chooseNodes(request: NodeRequest): NodeChoice {
  return request.nodeIds ? chosenByPerson(request, request.nodeIds) : chosenByRule(request)
}

function chosenByRule(request: NodeRequest): NodeChoice {
  const { count, size, exclude = [] } = request
  const left = new Set(exclude)
  const nodes = distinct(request.nodes).filter(({ nodeId }) => !left.has(nodeId))
  const fitting = nodes.filter((node) => unfitReason(node, size) === null)
  if (fitting.length < count) throw tooFew(request, fitting)
  const master = fitting.filter(isAccess).sort(byAccess)[0]
  const access = master ?? ownAccess(nodes, new Set())
  // A node with IPv6 alone meets the others only through an access point that has both.
  const meeting = fitting.filter((node) => meets(access, node))
  if (meeting.length < count) throw tooFew(request, meeting)
  return {
    machines: spread(meeting, count, master),
    access,
    hasOwnAccess: master === undefined,
  }
}

function chosenByPerson(request: NodeRequest, nodeIds: readonly string[]): NodeChoice {
  const known = new Map(request.nodes.map((node) => [node.nodeId, node]))
  const place = nodeLabels(known)
  const twice = nodeIds.find((id, index) => nodeIds.indexOf(id) !== index)
  if (twice !== undefined)
    throw refuse(
      'INVALID_BODY',
      `${place(twice)} is chosen twice; one node carries one VM of a cluster.`,
    )
  if (nodeIds.length !== request.count)
    throw refuse(
      'INVALID_BODY',
      `${nodeIds.length} ${nodeIds.length === 1 ? 'node is' : 'nodes are'} chosen for a cluster of ${request.count}; name exactly as many.`,
    )
  const chosen = nodeIds.map((nodeId) => {
    const node = known.get(nodeId)
    if (node) return node
    throw refuse('UNKNOWN_NODE', `The grid has no node ${shortKey(nodeId)}; choose another one.`)
  })
  for (const node of chosen) {
    const reason = unfitReason(node, request.size)
    if (reason)
      throw refuse('TOO_FEW_NODES', unfitSentence(place(node.nodeId), reason, request.size))
  }
  const master = chosen.find(isAccess)
  const access = master ?? ownAccess(distinct(request.nodes), new Set(nodeIds))
  const machines = master ? [master, ...chosen.filter((node) => node !== master)] : chosen
  return { machines, access, hasOwnAccess: master === undefined }
}

/** A node for devices to dial that carries no VM. */
function ownAccess(nodes: readonly QuickNode[], used: ReadonlySet<string>): QuickNode {
  const [best] = nodes
    .filter((node) => node.freshness === 'up' && isAccess(node) && !used.has(node.nodeId))
    .sort(byAccess)
  if (best) return best
  throw refuse(
    'NO_ACCESS_POINT',
    'No node of this grid that is up has a public IPv4 address, so no laptop could join the network. Wait for one, or use another grid.',
  )
}

/** One after another from the farm with the fewest so far. */
function spread(
  nodes: readonly QuickNode[],
  count: number,
  master: QuickNode | undefined,
): QuickNode[] {
  const chosen = master ? [master] : []
  const perFarm = new Map<number, number>(chosen.map(({ farmId }) => [farmId, 1]))
  const waiting = nodes.filter((node) => node !== master).sort(byRank)
  while (chosen.length < count) {
    const best = leastUsed(waiting, perFarm)
    const [next] = waiting.splice(best, 1)
    if (!next) break
    chosen.push(next)
    perFarm.set(next.farmId, (perFarm.get(next.farmId) ?? 0) + 1)
  }
  return chosen
}

/** Index of the first node whose farm has the fewest machines. */
function leastUsed(nodes: readonly QuickNode[], perFarm: ReadonlyMap<number, number>): number {
  let best = 0
  let fewest = Number.POSITIVE_INFINITY
  for (const [index, { farmId }] of nodes.entries()) {
    const used = perFarm.get(farmId) ?? 0
    if (used < fewest) [best, fewest] = [index, used]
    if (fewest === 0) break
  }
  return best
}

function isAccess(node: QuickNode): boolean {
  return hasFamily(node, 'ipv4')
}

function meets(access: QuickNode, node: QuickNode): boolean {
  const isIpv6Only = hasFamily(node, 'ipv6') && !hasFamily(node, 'ipv4')
  return !isIpv6Only || hasFamily(access, 'ipv6')
}

/**
 * Real nodes before simulated ones, and both before those that never said what they are: where others do, such a node
 * may have registered once and be silent since.
 */
const ENGINE_RANK = { linux: 0, simulated: 1, unknown: 2 } as const
const engineRank = ({ engine }: QuickNode) => ENGINE_RANK[engine ?? 'unknown']

/** By engine, then those that everybody can dial, then by id. */
function byRank(a: QuickNode, b: QuickNode): number {
  const rank = (node: QuickNode) => (isAccess(node) ? 0 : node.endpoints.length === 0 ? 1 : 2)
  return engineRank(a) - engineRank(b) || rank(a) - rank(b) || byId(a, b)
}

/** As byRank, and both families before IPv4 alone. */
function byAccess(a: QuickNode, b: QuickNode): number {
  const rank = (node: QuickNode) => (hasFamily(node, 'ipv6') ? 0 : 1)
  return engineRank(a) - engineRank(b) || rank(a) - rank(b) || byId(a, b)
}

function byId(a: QuickNode, b: QuickNode): number {
  return a.nodeId < b.nodeId ? -1 : a.nodeId > b.nodeId ? 1 : 0
}

function distinct(nodes: readonly QuickNode[]): QuickNode[] {
  return [...new Map(nodes.map((node) => [node.nodeId, node])).values()]
}

function tooFew(request: NodeRequest, fitting: readonly QuickNode[]): DomainError {
  const sentence = tooFewSentence({ ...request, nodes: distinct(request.nodes) }, fitting)
  return refuse('TOO_FEW_NODES', sentence)
}

function refuse(
  code: 'INVALID_BODY' | 'UNKNOWN_NODE' | 'TOO_FEW_NODES' | 'NO_ACCESS_POINT',
  message: string,
): DomainError {
  return new DomainError(code, message)
}
