import { DomainError } from '@/lib/errors/domain-error'
import { readIpv4Cidr } from './cidr'
import type { PeerMode, PeerNetwork } from './model'
import { planPeers } from './plan-peers'
import { ALL_ON } from './trace-conditions'
import type { Conditions, TracedNetwork } from './trace-conditions'
import { ownerOf } from './trace-machines'
import type { Machine } from './trace-machines'
import { endRules, hopRules } from './trace-rules'
import type { TraceRule } from './trace-rules'
import type { TraceReason } from './trace-tunnels'
import { walk, worldOf } from './trace-walk'
import type { Packet, Step, World } from './trace-walk'

/** One tunnel that a packet crossed, or in the last hop of a lost one tried to cross. */
export interface TraceHop {
  /** node id or `device:N` that hands the packet on */
  node: string
  /** who gets it; a public key when nobody in the network has that */
  peer: string
  /** the allowed IP that chose the peer */
  allowedIp: string
  /** the endpoint the tunnel was dialled at; of a tunnel that is down, what `node` would dial; or empty */
  endpoint: string
  /** the side that dialled; null when the tunnel is down */
  dialledBy: string | null
  /** all that was looked at; one decides the way, and in the hop that loses the packet one stops it */
  rules: readonly TraceRule[]
}

/** The way of a packet in one direction. */
export interface Passage {
  verdict: 'delivered' | 'lost'
  reason?: TraceReason
  /** where it was lost; for `OFF` the machine that is off, or whose address is */
  at?: string
  hops: readonly TraceHop[]
  /** the machine that has it last, and what that did with it */
  end: { node: string; rules: readonly TraceRule[] }
}

/** Request and reply. */
export interface Trace extends Passage {
  reply: Passage
}

/** Plans a network and keeps its devices, so that packets can be sent through it. */
export function planTraced(network: PeerNetwork, mode: PeerMode): TracedNetwork {
  const { ipRange, resources } = planPeers(network, { mode })
  return { ipRange, resources, accessPoints: network.accessPoints }
}

/**
 * Follows a packet and its reply through a planned network, by WireGuard's own rules.
 *
 * @param from node id (its .2), `device:N` (N-th access point from 0, its tunnel address) or an IPv4 address
 * @param to the same; an address nobody has is lost, not refused
 * @throws DomainError `UNKNOWN_NODE`, `INVALID_CIDR`
 * @see docs/model.md
 */
export function tracePacket(
  network: TracedNetwork,
  from: string,
  to: string,
  conditions: Conditions = ALL_ON,
): Trace {
  const world = worldOf(network, conditions)
  const source = endOf(world, from)
  const target = endOf(world, to)
  const sender = source.machine
  if (!sender) throw unknown(from)
  const there = { source: source.address, destination: target.address, wanted: target.named }
  const request = pass(world, sender, there)
  const receiver =
    (request.verdict === 'delivered' && world.machines.byName.get(request.end.node)) ||
    target.machine
  const back = { source: target.address, destination: source.address, wanted: sender }
  return { ...request, reply: receiver ? pass(world, receiver, back) : unanswered(to) }
}

interface End {
  address: number
  /** who has the address */
  machine: Machine | null
  /** the same, when it was asked for by name */
  named: Machine | null
}

function endOf({ machines }: World, text: string): End {
  const named = machines.byName.get(text) ?? null
  if (named) return { address: named.address, machine: named, named }
  const cidr = readIpv4Cidr(`${text.trim()}/32`)
  if (!cidr) throw unknown(text)
  return { address: cidr.address, machine: ownerOf(machines, cidr.address), named }
}

function pass(world: World, start: Machine, packet: Packet): Passage {
  const result = walk(world, start, packet)
  const { steps, loss, end } = result
  return {
    verdict: loss ? 'lost' : 'delivered',
    ...(loss ? { reason: loss.reason, at: loss.at.name } : {}),
    hops: steps.map((step) => toHop(world, step, packet)),
    end: { node: end.name, rules: endRules(result, packet) },
  }
}

function toHop(world: World, step: Step, packet: Packet): TraceHop {
  const { from, to, route, tunnel } = step
  return {
    node: from.name,
    peer: to?.name ?? route.peer,
    allowedIp: route.allowedIp,
    endpoint: tunnel?.up?.endpoint ?? from.peers().get(route.peer)?.endpoint ?? '',
    dialledBy: tunnel?.up?.by.name ?? null,
    rules: hopRules(world, step, packet),
  }
}

/** The reply of an address that no machine has. */
function unanswered(to: string): Passage {
  return { verdict: 'lost', reason: 'NO_ROUTE', at: to, hops: [], end: { node: to, rules: [] } }
}

function unknown(end: string): DomainError {
  return new DomainError(
    'UNKNOWN_NODE',
    `The network has no ${JSON.stringify(end.slice(0, 120))}; name a node id, device:N counted from 0, or an IPv4 address inside it.`,
  )
}
