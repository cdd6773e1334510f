import { isDomainError } from '@/lib/errors/domain-error'
import { listed } from './listed'
import { pairWalks, type PairWalks } from './matrix'
import type { PeerNetwork, PlannedResource, Problem } from './model'
import { planPeers } from './plan-peers'
import { lossWords } from './loss-words'
import { planTraced } from './trace'
import { ALL_ON, type TracedNetwork } from './trace-conditions'
import { worldOf } from './trace-walk'
import { nodeObject, toPeerNetwork } from './to-peer-network'
import { addFix } from './validate-candidates'
import type { Checked } from './validate-context'

/** Pairs named one by one before the rest is summed up. */
const MAX_PAIRS = 10

/** What tfuser's peers lose, found by following packets through them. Safe peers have none of it. */
export function peerProblems(checked: Checked): Problem[] {
  if (checked.design.mode !== 'compat') return []
  const network = toPeerNetwork(checked.design, checked.facts, {})
  const traced = tracedOrNull(network)
  if (!traced) return []
  const lost = lostPairs(traced)
  const doubled = traced.resources.flatMap((resource) =>
    doubledProblem(checked, { resource, traced, lost }),
  )
  return [...doubled, ...pairProblems(checked, { network, lost, hasDoubled: doubled.length > 0 })]
}

/** Null: the original refuses the design, which has a problem of its own. */
function tracedOrNull(network: PeerNetwork): TracedNetwork | null {
  try {
    return planTraced(network, 'compat')
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** Pairs of nodes that do not meet. Devices follow the node they dial. */
function lostPairs(traced: TracedNetwork): PairWalks[] {
  return pairWalks(worldOf(traced, ALL_ON)).filter(
    ({ from, to, there, back }) =>
      from.kind === 'node' && to.kind === 'node' && (there.loss !== null || back.loss !== null),
  )
}

const SAFE_FIX: Pick<Problem, 'fix'> = {
  fix: { label: 'Use safe peers', command: { type: 'set-network', patch: { mode: 'safe' } } },
}

interface Doubled {
  resource: PlannedResource
  traced: TracedNetwork
  lost: readonly PairWalks[]
}

/** The same allowed IP on two peers of one node (fault D1): WireGuard keeps the last. */
function doubledProblem({ nodeLabel }: Checked, { resource, traced, lost }: Doubled): Problem[] {
  const { subnets, keys } = doubledIps(resource)
  if (subnets.length === 0) return []
  const nameOf = new Map(traced.resources.map(({ publicKey, nodeId }) => [publicKey, nodeId]))
  const peers = keys.map((key) => nodeLabel(nameOf.get(key) ?? key))
  const vanish = lost.filter((pair) => isRefused(pair) && touches(pair, resource.nodeId)).length
  const outcome =
    vanish > 0
      ? `so the packets of ${vanish} ${vanish === 1 ? 'pair' : 'pairs'} vanish`
      : 'which works only because of the order the nodes stand in'
  return [
    {
      code: 'DUPLICATE_ALLOWED_IPS',
      severity: vanish > 0 ? 'error' : 'warning',
      objects: [nodeObject(resource.nodeId)],
      message: `${nodeLabel(resource.nodeId)}: ${listed(subnets)} ${subnets.length === 1 ? 'stands' : 'stand'} on the peers ${listed(peers)}, and WireGuard keeps only the last, ${outcome}; use safe peers.`,
      ...SAFE_FIX,
    },
  ]
}

/** Subnets that stand on more than one peer of a resource, and these peers' keys. */
function doubledIps({ peers }: PlannedResource): { subnets: string[]; keys: string[] } {
  const holders = new Map<string, Set<string>>()
  for (const { publicKey, allowedIps } of peers)
    for (const allowed of allowedIps) {
      if (allowed.endsWith('/32')) continue
      holders.set(allowed, (holders.get(allowed) ?? new Set()).add(publicKey))
    }
  const doubled = [...holders].filter(([, keys]) => keys.size > 1)
  return {
    subnets: doubled.map(([subnet]) => subnet),
    keys: [...new Set(doubled.flatMap(([, keys]) => [...keys]))],
  }
}

const losses = ({ there, back }: PairWalks) => [there.loss, back.loss]
const isRefused = (pair: PairWalks) =>
  losses(pair).some((loss) => loss?.reason === 'SOURCE_REFUSED')
const isDown = (pair: PairWalks) => losses(pair).some((loss) => loss?.reason === 'TUNNEL_DOWN')

/** Whether the node is an end of the pair or hands its packets on. */
function touches({ from, to, there, back }: PairWalks, nodeId: string): boolean {
  const onTheWay = [...there.steps, ...back.steps].map((step) => step.from.name)
  return [from.name, to.name, ...onTheWay].includes(nodeId)
}

interface Pairs {
  network: PeerNetwork
  lost: readonly PairWalks[]
  hasDoubled: boolean
}

/** Every lost pair, but those that the doubled allowed IPs account for. */
function pairProblems(checked: Checked, { network, lost, hasDoubled }: Pairs): Problem[] {
  const pairs = lost.filter((pair) => !(hasDoubled && isRefused(pair)))
  const unreachable = new Set(safeUnreachable(network))
  const shown = pairs
    .slice(0, MAX_PAIRS)
    .map((pair) => pairProblem(checked, pair, unreachable.has(keyOf(pair.from.name, pair.to.name))))
  const rest = pairs.length - shown.length
  if (rest === 0) return shown
  const message = `The network: ${rest} more ${rest === 1 ? 'pair' : 'pairs'} cannot reach each other; solve the ones above first.`
  return [
    ...shown,
    { code: 'PAIR_UNREACHABLE', severity: 'warning', objects: ['network'], message, ...SAFE_FIX },
  ]
}

function pairProblem(checked: Checked, pair: PairWalks, isBeyondSafe: boolean): Problem {
  const names = [pair.from.name, pair.to.name]
  const places = names.map(checked.nodeLabel).join(' and ')
  const mismatch = isDown(pair)
  return {
    code: mismatch ? 'FAMILY_MISMATCH' : 'PAIR_UNREACHABLE',
    severity: 'warning',
    objects: names.map(nodeObject),
    message: mismatch
      ? `${places}: one has only IPv4, the other only IPv6, and tfuser’s peers tell them to dial each other; a router with both families must carry them.`
      : `${places}: they cannot reach each other with tfuser’s peers. ${lossWords(pair)}`,
    ...(isBeyondSafe && !mismatch ? addFix(checked, ['dual']) : SAFE_FIX),
  }
}

const keyOf = (a: string, b: string) => [a, b].sort().join(' ')

/** Pairs that safe peers would leave unreachable too. */
function safeUnreachable(network: PeerNetwork): string[] {
  try {
    return planPeers(network, { mode: 'safe' }).unreachable.map(({ from, to }) => keyOf(from, to))
  } catch (error) {
    if (isDomainError(error)) return []
    throw error
  }
}
