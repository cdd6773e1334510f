import { parseReservation } from '@/lib/protocol/reservation'
import type { ReservationState } from '@/lib/protocol/states'
import type { PlannedResource } from '@/lib/network/model'
import type { WireNetwork } from '@/lib/protocol/types'

/** A reservation as planning sees it. */
export interface ReservationFacts {
  id: string
  nodeId: string
  gridNumber: string | null
  state: string
  body: string
  endsAt: Date
  createdAt: Date
  identityId: string
}

/** States in which a node has, or will have, what the reservation says. */
const STANDING: readonly string[] = [
  'planned',
  'signed',
  'submitting',
  'submitted',
  'deployed',
  'expiring',
  'drifted',
] satisfies ReservationState[]

/** Whether the reservation stands: it is or will be on its node, and nobody asked for its removal. */
export function isStanding({ state }: { state: string }): boolean {
  return STANDING.includes(state)
}

/**
 * Whether removing everything must ask for this one too: it stands, or it failed on its node, which may try it again
 * after a restart.
 */
export function isDeletable(reservation: { state: string; gridNumber: string | null }): boolean {
  return (
    isStanding(reservation) || (reservation.state === 'failed' && reservation.gridNumber !== null)
  )
}

/** The newest of each node among `reservations`, which come newest first. */
export function newestPerNode<T extends { nodeId: string }>(
  reservations: readonly T[],
): Map<string, T> {
  const newest = new Map<string, T>()
  for (const reservation of reservations)
    if (!newest.has(reservation.nodeId)) newest.set(reservation.nodeId, reservation)
  return newest
}

/** The resource in a signed body, as the planner's result; null when the body holds none for its node. */
export function deployedResource(reservation: ReservationFacts): PlannedResource | null {
  const network = JSON.parse(parseReservation(reservation.body).data) as WireNetwork
  const wire = network.net_resources.find((resource) => resource.node_id === reservation.nodeId)
  if (!wire) return null
  return {
    nodeId: wire.node_id,
    subnet: wire.subnet,
    publicKey: wire.wg_public_key,
    listenPort: wire.wg_listen_port,
    endpoints: [],
    peers: wire.peers.map((peer) => ({
      subnet: peer.subnet,
      publicKey: peer.wg_public_key,
      allowedIps: peer.allowed_ips,
      endpoint: peer.endpoint,
    })),
  }
}
