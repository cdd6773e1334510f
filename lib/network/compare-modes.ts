import { isDomainError } from '@/lib/errors/domain-error'
import { LOSS_SENTENCES } from './loss-words'
import { reachabilityMatrix, type Reachability } from './matrix'
import type { Peer, PeerNetwork, PlannedResource } from './model'
import { planTraced } from './trace'
import type { TracedNetwork } from './trace-conditions'
import type { TraceReason } from './trace-tunnels'

/** What one node lists for one peer, in both modes; null: the mode has no such peer. */
export interface PeerDifference {
  /** node id */
  node: string
  /** node id, or the public key of a device */
  peer: string
  safe: Pick<Peer, 'allowedIps' | 'endpoint'> | null
  compat: Pick<Peer, 'allowedIps' | 'endpoint'> | null
}

/** A pair that safe peers connect and tfuser's lose. */
export interface LostByCompat {
  /** node id or `device:N` */
  from: string
  to: string
  reason: TraceReason
  consequence: string
}

/** The two ways to plan one network, held against each other. */
export interface ModeComparison {
  differences: readonly PeerDifference[]
  /** each pair once, in list order */
  lost: readonly LostByCompat[]
  /** a mode that refuses the network: the code and sentence of its error */
  refused: Partial<Record<'safe' | 'compat', { code: string; message: string }>>
}

/** Plans a network in both modes and says what differs and what that costs. */
export function compareModes(network: PeerNetwork): ModeComparison {
  const [safe, compat] = [attempt(network, 'safe'), attempt(network, 'compat')]
  const refused = {
    ...('refusal' in safe ? { safe: safe.refusal } : {}),
    ...('refusal' in compat ? { compat: compat.refusal } : {}),
  }
  if ('refusal' in safe || 'refusal' in compat) return { differences: [], lost: [], refused }
  return {
    differences: differencesOf(safe.traced, compat.traced),
    lost: lostOf(reachabilityMatrix(safe.traced), reachabilityMatrix(compat.traced)),
    refused,
  }
}

type Attempt = { traced: TracedNetwork } | { refusal: { code: string; message: string } }

function attempt(network: PeerNetwork, mode: 'safe' | 'compat'): Attempt {
  try {
    return { traced: planTraced(network, mode) }
  } catch (error) {
    if (!isDomainError(error)) throw error
    return { refusal: { code: error.code, message: error.message } }
  }
}

function lostOf(safe: Reachability, compat: Reachability): LostByCompat[] {
  return safe.names.flatMap((from, index) =>
    safe.names.slice(index + 1).flatMap((to): LostByCompat[] => {
      const reason = compat.reasons[from]?.[to]
      if (safe.matrix[from]?.[to] !== true || reason === undefined) return []
      return [{ from, to, reason, consequence: LOSS_SENTENCES[reason] }]
    }),
  )
}

function differencesOf(safe: TracedNetwork, compat: TracedNetwork): PeerDifference[] {
  const nameOf = new Map(safe.resources.map(({ publicKey, nodeId }) => [publicKey, nodeId]))
  return safe.resources.flatMap((resource, index) => {
    const [ours, theirs] = [byKey(resource), byKey(compat.resources[index])]
    return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key): PeerDifference[] => {
      const [mine, other] = [ours.get(key) ?? null, theirs.get(key) ?? null]
      if (textOf(mine) === textOf(other)) return []
      return [{ node: resource.nodeId, peer: nameOf.get(key) ?? key, safe: mine, compat: other }]
    })
  })
}

function byKey(resource: PlannedResource | undefined) {
  return new Map(
    (resource?.peers ?? []).map(({ publicKey, allowedIps, endpoint }) => [
      publicKey,
      { allowedIps, endpoint },
    ]),
  )
}

/** The order of allowed IPs within a peer means nothing. */
const textOf = (peer: Pick<Peer, 'allowedIps' | 'endpoint'> | null) =>
  peer && `${[...peer.allowedIps].sort().join()} ${peer.endpoint}`
