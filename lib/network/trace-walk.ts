import type { Ipv4Cidr } from './cidr'
import type { Conditions, TracedNetwork } from './trace-conditions'
import { machinesOf } from './trace-machines'
import type { Machine, Machines } from './trace-machines'
import { holds } from './trace-routes'
import type { Route } from './trace-routes'
import { switchesFor, tunnelBetween, tunnelFault } from './trace-tunnels'
import type { Switches, TraceReason, Tunnel } from './trace-tunnels'

/** A network with what is off, ready for packets. */
export interface World {
  machines: Machines
  switches: Switches
  /** the tunnel between two machines, seen from the first */
  tunnel: (a: Machine, b: Machine) => Tunnel
}

export interface Packet {
  source: number
  destination: number
  /** the machine it is meant for; null: whoever has the address */
  wanted: Machine | null
}

/** One machine handing the packet to a peer. */
export interface Step {
  from: Machine
  route: Route
  /** null: nobody in the network has the peer's key */
  to: Machine | null
  /** null: not tried, for the peer is unknown or off */
  tunnel: Tunnel | null
}

/** Why a packet goes no further, and where that is decided. */
export interface Loss {
  reason: TraceReason
  at: Machine
  /** for `NO_ROUTE`: what is wrong there */
  why?: 'NO_ALLOWED_IP' | 'NOT_FORWARDED' | 'OTHER_OWNER' | 'CIRCLE'
}

/** The way of one packet: the tunnels it crossed or tried, and how it ended. `loss` is null when it arrived. */
export interface Walk {
  steps: readonly Step[]
  loss: Loss | null
  /** the machine that has it last */
  end: Machine
}

/** Everything that packets ask, each tunnel looked at once. */
export function worldOf(network: TracedNetwork, conditions: Conditions): World {
  const machines = machinesOf(network)
  const switches = switchesFor(conditions)
  const known = new Map<number, Tunnel>()
  const tunnel = (a: Machine, b: Machine) => {
    const key = a.index * machines.all.length + b.index
    const found = known.get(key) ?? tunnelBetween(a, b, switches)
    known.set(key, found)
    return found
  }
  return { machines, switches, tunnel }
}

/** Sends a packet from a machine, by WireGuard's rules, until it arrives or is lost. */
export function walk(world: World, start: Machine, packet: Packet): Walk {
  const steps: Step[] = []
  const lost = (end: Machine, loss: Loss): Walk => ({ steps, loss, end })
  if (world.switches.machines.has(start.name)) return lost(start, { reason: 'OFF', at: start })
  let here = start
  while (steps.length <= world.machines.all.length) {
    const decision = decide(here, here === start, packet)
    if ('loss' in decision) return { steps, loss: decision.loss, end: here }
    const step = hand(world, here, decision.route)
    steps.push(step)
    const loss = crossing(world, step, packet.source)
    if (loss || !step.to) return lost(here, loss ?? { reason: 'NO_PEER', at: here })
    here = step.to
  }
  return lost(here, { reason: 'NO_ROUTE', at: here, why: 'CIRCLE' })
}

/** The machine's own prefix that holds an address, the longest; null when it has none. */
export function ownPrefix({ own }: Machine, address: number): Ipv4Cidr | null {
  let best: Ipv4Cidr | null = null
  for (const cidr of own)
    if (holds(cidr, address) && cidr.prefix > (best?.prefix ?? -1)) best = cidr
  return best
}

/** Delivered here (no loss), lost here, or to be handed on. */
function decide(
  here: Machine,
  isStart: boolean,
  { destination, wanted }: Packet,
): { loss: Loss | null } | { route: Route } {
  const noRoute = (why: Loss['why']) => ({ loss: { reason: 'NO_ROUTE' as const, at: here, why } })
  const own = ownPrefix(here, destination)
  const route = here.routes().find(destination)
  if (own && own.prefix >= (route?.cidr.prefix ?? 0))
    return wanted && wanted !== here ? noRoute('OTHER_OWNER') : { loss: null }
  // A laptop does not pass on what is not for it.
  if (here.kind === 'device' && !isStart) return noRoute('NOT_FORWARDED')
  return route ? { route } : noRoute('NO_ALLOWED_IP')
}

function hand({ machines, switches, tunnel }: World, from: Machine, route: Route): Step {
  const to = machines.byKey.get(route.peer) ?? null
  const isTried = to !== null && !switches.machines.has(to.name)
  return { from, route, to, tunnel: isTried ? tunnel(from, to) : null }
}

/** What goes wrong between a machine and the peer it hands the packet to; null: the peer accepts it. */
function crossing({ switches }: World, { from, to, tunnel }: Step, source: number): Loss | null {
  if (!to) return { reason: 'NO_PEER', at: from }
  if (switches.machines.has(to.name) || !tunnel) return { reason: 'OFF', at: to }
  if (!tunnel.up) return tunnelFault(tunnel)
  if (to.routes().find(source)?.peer !== from.publicKey) return { reason: 'SOURCE_REFUSED', at: to }
  return null
}
