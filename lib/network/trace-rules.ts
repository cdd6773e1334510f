import { formatIpv4 } from './cidr'
import { formatOff } from './trace-conditions'
import type { Machine } from './trace-machines'
import type { DialFault, TraceReason } from './trace-tunnels'
import { tunnelFault } from './trace-tunnels'
import { ownPrefix } from './trace-walk'
import type { Loss, Packet, Step, Walk, World } from './trace-walk'

/**
 * One thing that was looked at on the way. `route`: an allowed IP or own prefix that holds the destination. `peer`: is
 * the peer in the network. `power`: is the machine on. `dial`: can one side begin a handshake. `tunnel`: what comes of
 * both tries. `source`: the check on arrival. `arrival`: what the last machine does with the packet.
 */
export interface TraceRule {
  kind: 'route' | 'peer' | 'power' | 'dial' | 'tunnel' | 'source' | 'arrival'
  /** the machine that applies it */
  at: string
  /** the other machine it is about; its public key when nobody has that; null: none */
  peer: string | null
  /** the allowed IP, prefix, endpoint, address or switch it is about */
  subject: string
  /** `decides` picks the way, `passes` lets through, `yields` lost to another rule, `fails` is a try in vain, `stops` ends it */
  outcome: 'decides' | 'passes' | 'yields' | 'fails' | 'stops'
  why?:
    TraceReason | DialFault | NonNullable<Loss['why']> | 'SHORTER_PREFIX' | 'LATER_PEER' | undefined
}

/** What was looked at from choosing the peer to the peer's check on arrival. */
export function hopRules(world: World, step: Step, packet: Packet): TraceRule[] {
  return [
    ...routeRules(world, step, packet),
    ...peerRules(world, step),
    ...tunnelRules(step),
  ].concat(sourceRules(world, step, packet))
}

/** What the machine that has the packet last did with it; nothing when it was lost on the way out of there. */
export function endRules({ end, loss, steps }: Walk, packet: Packet): TraceRule[] {
  const base = { kind: 'arrival' as const, at: end.name, peer: null }
  const address = formatIpv4(packet.destination)
  if (!loss) {
    const own = ownPrefix(end, packet.destination)?.text ?? address
    return [{ ...base, subject: own, outcome: 'decides' }]
  }
  if (loss.why) return [{ ...base, subject: address, outcome: 'stops', why: loss.why }]
  if (loss.reason === 'OFF' && steps.length === 0) return [powerRule(end)]
  return []
}

/** Every allowed IP that holds the destination, with the one that decides first. */
function routeRules({ machines }: World, { from, route }: Step, packet: Packet): TraceRule[] {
  const base = { kind: 'route' as const, at: from.name }
  const others = from.routes().matching(packet.destination)
  const own = ownPrefix(from, packet.destination)
  return [
    ...others.map(({ route: other, isHeld }): TraceRule => {
      const rule = {
        ...base,
        peer: machines.byKey.get(other.peer)?.name ?? other.peer,
        subject: other.allowedIp,
      }
      if (other === route) return { ...rule, outcome: 'decides' }
      return { ...rule, outcome: 'yields', why: isHeld ? 'SHORTER_PREFIX' : 'LATER_PEER' }
    }),
    ...(own
      ? [
          {
            ...base,
            peer: null,
            subject: own.text,
            outcome: 'yields' as const,
            why: 'SHORTER_PREFIX' as const,
          },
        ]
      : []),
  ]
}

function peerRules({ switches }: World, { from, route, to }: Step): TraceRule[] {
  if (to) return switches.machines.has(to.name) ? [powerRule(to)] : []
  const base = { kind: 'peer' as const, at: from.name, peer: route.peer, subject: route.allowedIp }
  return [{ ...base, outcome: 'stops', why: 'NO_PEER' }]
}

function powerRule({ name }: Machine): TraceRule {
  return { kind: 'power', at: name, peer: null, subject: name, outcome: 'stops', why: 'OFF' }
}

function tunnelRules({ from, to, tunnel }: Step): TraceRule[] {
  if (!tunnel || !to) return []
  const dials = tunnel.dials.map(({ by, to: other, endpoint, fault, off }): TraceRule => ({
    kind: 'dial',
    at: by.name,
    peer: other.name,
    subject: off ? formatOff(off.what) : endpoint,
    outcome: fault === null ? 'passes' : 'fails',
    ...(fault === null ? {} : { why: fault }),
  }))
  const base = { kind: 'tunnel' as const, at: from.name, peer: to.name }
  if (tunnel.up) return [...dials, { ...base, subject: tunnel.up.endpoint, outcome: 'passes' }]
  const { reason } = tunnelFault(tunnel)
  return [...dials, { ...base, subject: '', outcome: 'stops', why: reason }]
}

/** Cryptokey routing on arrival: the peer that the source belongs to must be the one it came from. */
function sourceRules({ machines }: World, { from, to, tunnel }: Step, packet: Packet): TraceRule[] {
  if (!to || !tunnel?.up) return []
  const route = to.routes().find(packet.source)
  const isFromOwner = route?.peer === from.publicKey
  const owner = route ? (machines.byKey.get(route.peer)?.name ?? route.peer) : null
  return [
    {
      kind: 'source',
      at: to.name,
      peer: owner,
      subject: route?.allowedIp ?? formatIpv4(packet.source),
      outcome: isFromOwner ? 'passes' : 'stops',
      ...(isFromOwner ? {} : { why: 'SOURCE_REFUSED' as const }),
    },
  ]
}
