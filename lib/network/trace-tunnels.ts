import { familyOf } from './endpoints'
import { formatOff, sameAddress } from './trace-conditions'
import type { Conditions, Family, Off } from './trace-conditions'
import type { Machine } from './trace-machines'

/** Why a packet, or a handshake, goes no further. */
export const TRACE_REASONS = [
  'NO_ROUTE',
  'NO_PEER',
  'SOURCE_REFUSED',
  'TUNNEL_DOWN',
  'NO_ENDPOINT',
  'OFF',
] as const
export type TraceReason = (typeof TRACE_REASONS)[number]

/** Why one side cannot begin a handshake with the other. */
export type DialFault = 'NOT_LISTED' | 'NO_ENDPOINT' | 'NO_FAMILY' | 'NOT_ITS_ADDRESS' | 'OFF'

/** One side's try to dial the other. */
export interface Dial {
  by: Machine
  to: Machine
  /** `ip:port`, `[v6]:port` or empty */
  endpoint: string
  fault: DialFault | null
  /** the machine whose address or family is off, and what that is; with the fault `OFF` only */
  off: { at: Machine; what: Off } | null
}

/** What two machines are to each other, seen from the first. */
export interface Tunnel {
  /** the first dials the second, the second the first */
  dials: readonly [Dial, Dial]
  /** the try that keeps the tunnel up, the first side's before the other's; null: it is down */
  up: Dial | null
}

/** What is off, looked up by machine name. */
export interface Switches {
  machines: ReadonlySet<string>
  endpoints: ReadonlyMap<string, readonly string[]>
  families: ReadonlyMap<string, ReadonlySet<Family>>
}

/** Conditions in a form that every hop can ask. */
export function switchesFor(conditions: Conditions): Switches {
  const machines = new Set<string>()
  const endpoints = new Map<string, string[]>()
  const families = new Map<string, Set<Family>>()
  for (const off of conditions) {
    if (off.kind === 'endpoint')
      endpoints.set(off.nodeId, [...(endpoints.get(off.nodeId) ?? []), off.address])
    else if (off.kind === 'family')
      families.set(off.nodeId, new Set([...(families.get(off.nodeId) ?? []), off.family]))
    else machines.add(formatOff(off))
  }
  return { machines, endpoints, families }
}

/** The tunnel between two machines. One side that can dial is enough: the other answers where it was dialled from. */
export function tunnelBetween(a: Machine, b: Machine, switches: Switches): Tunnel {
  const dials = [dial(a, b, switches), dial(b, a, switches)] as const
  return { dials, up: dials.find(({ fault }) => fault === null) ?? null }
}

/** Why a tunnel is down, and at which machine that lies. */
export function tunnelFault({ dials }: Tunnel): { reason: TraceReason; at: Machine } {
  const [there, back] = dials
  const off = there.off ?? back.off
  if (off) return { reason: 'OFF', at: off.at }
  const faults = dials.map(({ fault }) => fault)
  if (faults.includes('NO_FAMILY') || faults.includes('NOT_ITS_ADDRESS'))
    return { reason: 'TUNNEL_DOWN', at: there.by }
  return { reason: there.fault === 'NOT_LISTED' ? 'NO_PEER' : 'NO_ENDPOINT', at: there.by }
}

function dial(by: Machine, to: Machine, switches: Switches): Dial {
  const endpoint = by.peers().get(to.publicKey)?.endpoint ?? null
  const [address, port] = splitEndpoint(endpoint ?? '')
  const base = { by, to, endpoint: endpoint ?? '', off: null }
  if (endpoint === null) return { ...base, fault: 'NOT_LISTED' }
  if (endpoint === '') return { ...base, fault: 'NO_ENDPOINT' }
  if (!to.peers().has(by.publicKey)) return { ...base, fault: 'NOT_LISTED' }
  const family = familyOf(address)
  if (!by.families.includes(family)) return { ...base, fault: 'NO_FAMILY' }
  const own = port === to.listenPort ? ownSpelling(to, address) : undefined
  if (own === undefined) return { ...base, fault: 'NOT_ITS_ADDRESS' }
  const off = familyOff(by, family, switches) ?? endpointOff(to, own, switches)
  return off === null ? { ...base, fault: null } : { ...base, fault: 'OFF', off }
}

/** The machine's own text of an address it has; the plain comparison first, for spellings rarely differ. */
function ownSpelling({ endpoints }: Machine, address: string): string | undefined {
  return endpoints.includes(address) ? address : endpoints.find((own) => sameAddress(own, address))
}

/** A family is gone when it is switched off, or with the last address of it. */
function familyOff(machine: Machine, family: Family, switches: Switches): Dial['off'] {
  if (switches.families.get(machine.name)?.has(family))
    return { at: machine, what: { kind: 'family', nodeId: machine.name, family } }
  const gone = switches.endpoints.get(machine.name)
  if (!gone) return null
  const own = machine.endpoints.filter((address) => familyOf(address) === family)
  const last = own.findLast((address) => gone.includes(address))
  return last !== undefined && own.every((address) => gone.includes(address))
    ? { at: machine, what: { kind: 'endpoint', nodeId: machine.name, address: last } }
    : null
}

function endpointOff(machine: Machine, address: string, switches: Switches): Dial['off'] {
  const family = familyOf(address)
  if (switches.families.get(machine.name)?.has(family))
    return { at: machine, what: { kind: 'family', nodeId: machine.name, family } }
  return switches.endpoints.get(machine.name)?.includes(address)
    ? { at: machine, what: { kind: 'endpoint', nodeId: machine.name, address } }
    : null
}

/** `ip:port` or `[v6]:port` in its parts. */
function splitEndpoint(endpoint: string): [address: string, port: number] {
  const colon = endpoint.lastIndexOf(':')
  const address = endpoint.slice(0, Math.max(colon, 0))
  return [address.replace(/^\[|\]$/g, ''), Number(endpoint.slice(colon + 1))]
}
