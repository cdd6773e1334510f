import { DomainError } from '@/lib/errors/domain-error'
import { familyOf, printedAddress } from './endpoints'
import type { PeerAccessPoint, PlannedNetwork } from './model'

/** A planned network with the devices that dial in: all that decides where a packet goes. */
export interface TracedNetwork extends Pick<PlannedNetwork, 'ipRange' | 'resources'> {
  accessPoints: readonly PeerAccessPoint[]
}

export type Family = 'ipv4' | 'ipv6'

/** One thing that is switched off to see what happens. A node loses what its addresses gave it, outgoing too. */
export type Off =
  | { kind: 'node'; nodeId: string }
  /** the N-th access point, from 0 */
  | { kind: 'device'; index: number }
  /** an address as the node spells it */
  | { kind: 'endpoint'; nodeId: string; address: string }
  | { kind: 'family'; nodeId: string; family: Family }

/** What is off; everything else is on. */
export type Conditions = readonly Off[]

/** Everything works. */
export const ALL_ON: Conditions = []

/** Name of the N-th access point, from 0, as matrices and traces spell it. */
export const deviceName = (index: number) => `device:${index}`

/** Text form: a node id, `device:N`, `endpoint:<node>:<address>` or `family:<node>:ipv4|ipv6`. */
export function formatOff(off: Off): string {
  if (off.kind === 'node') return off.nodeId
  if (off.kind === 'device') return deviceName(off.index)
  return `${off.kind}:${off.nodeId}:${off.kind === 'endpoint' ? off.address : off.family}`
}

/**
 * Reads the text form.
 *
 * @throws DomainError `UNKNOWN_NODE` when the network has no such thing
 */
export function parseOff(network: TracedNetwork, text: string): Off {
  const found = isNode(network, text) ?? isDevice(network, text) ?? isPart(network, text)
  if (found) return found
  throw new DomainError(
    'UNKNOWN_NODE',
    `The network has nothing called ${JSON.stringify(text.slice(0, 120))} to switch off; name a node id, device:N, endpoint:<node>:<address> or family:<node>:ipv4.`,
  )
}

/** All that can be switched off, in list order: each node, its families and addresses, then the devices. */
export function switchesOf({ resources, accessPoints }: TracedNetwork): Off[] {
  return [
    ...resources.flatMap(({ nodeId, endpoints }): Off[] => [
      { kind: 'node', nodeId },
      ...familiesOf(endpoints).map((family): Off => ({ kind: 'family', nodeId, family })),
      ...endpoints.map((address): Off => ({ kind: 'endpoint', nodeId, address })),
    ]),
    ...accessPoints.map((_, index): Off => ({ kind: 'device', index })),
  ]
}

/** Families a node has: those of its endpoints; without any it sits behind a NAT with outgoing IPv4. */
export function familiesOf(endpoints: readonly string[]): Family[] {
  if (endpoints.length === 0) return ['ipv4']
  return [...new Set(endpoints.map(familyOf))]
}

function isNode({ resources }: TracedNetwork, text: string): Off | null {
  return resources.some(({ nodeId }) => nodeId === text) ? { kind: 'node', nodeId: text } : null
}

function isDevice({ accessPoints }: TracedNetwork, text: string): Off | null {
  const index = accessPoints.findIndex((_, position) => deviceName(position) === text)
  return index < 0 ? null : { kind: 'device', index }
}

/** Node ids may hold colons, so the ids of the network decide where one ends. */
function isPart({ resources }: TracedNetwork, text: string): Off | null {
  for (const { nodeId, endpoints } of resources) {
    const family = text.startsWith(`family:${nodeId}:`) && text.slice(nodeId.length + 8)
    if (family === 'ipv4' || family === 'ipv6') return { kind: 'family', nodeId, family }
    const wanted = text.startsWith(`endpoint:${nodeId}:`) && text.slice(nodeId.length + 10)
    const address = endpoints.find((own) => wanted && sameAddress(own, wanted))
    if (address !== undefined) return { kind: 'endpoint', nodeId, address }
  }
  return null
}

/** Whether two texts are one address: IPv6 has many spellings. */
export function sameAddress(a: string, b: string): boolean {
  return a === b || (printedAddress(a) ?? a) === (printedAddress(b) ?? b)
}
