import type { Passage, TraceHop } from '@/lib/network/trace'
import type { TraceRule } from '@/lib/network/trace-rules'
import type { TraceReason } from '@/lib/network/trace-tunnels'
import type { MachineNames } from './names'
import { offSubject } from './rule-row'

interface Lost {
  passage: Passage
  /** the hop it was lost in; undefined when it never left */
  hop: TraceHop | undefined
  /** the rule that stopped it */
  stop: TraceRule | undefined
  names: MachineNames
}

/** Where a packet was lost: between two machines, or at one. */
export function lossHeadline({ hops, reason, at, end }: Passage, names: MachineNames): string {
  const hop = hops.at(-1)
  if (reason === 'SOURCE_REFUSED' && hop) return `Refused by ${names.titleOf(hop.peer)}`
  if (hop && hop.dialledBy === null && reason !== 'NO_ROUTE')
    return `Lost between ${names.titleOf(hop.node)} and ${names.titleOf(hop.peer)}`
  return `Lost at ${names.titleOf(at ?? end.node)}`
}

/** Why a packet was lost, in one or two sentences that name the place. */
export function lossSentence(passage: Passage, names: MachineNames): string {
  const hop = passage.hops.at(-1)
  const rules = [...(hop?.rules ?? []), ...passage.end.rules]
  const stop = rules.findLast(({ outcome }) => outcome === 'stops')
  return SENTENCES[passage.reason ?? 'NO_ROUTE']({ passage, hop, stop, names })
}

const noRoute = ({ passage, stop, names }: Lost) => {
  const place = names.titleOf(passage.at ?? passage.end.node)
  if (stop?.why === 'NOT_FORWARDED')
    return `${place} has only its tunnel address and passes nothing on, so an address behind it leads nowhere.`
  if (stop?.why === 'OTHER_OWNER')
    return `${place} takes ${stop.subject} for its own, so it never reaches the machine it is meant for. Two subnets overlap.`
  if (stop?.why === 'CIRCLE')
    return `The allowed IPs send ${stop.subject} round in a circle that ends nowhere.`
  return `No peer of ${place} has allowed IPs that hold ${stop?.subject ?? 'the address'}, so ${place} has nobody to hand the packet to.`
}

const noPeer = ({ hop, names }: Lost) =>
  hop === undefined
    ? 'The peer it should go to is not in the network.'
    : `${names.titleOf(hop.node)} and ${names.titleOf(hop.peer)} do not list each other as peers, so there is no tunnel between them.`

const sourceRefused = ({ hop, stop, names }: Lost) => {
  const at = names.titleOf(stop?.at ?? hop?.peer ?? '')
  const from = names.titleOf(hop?.node ?? '')
  const owner = stop?.peer ? names.titleOf(stop.peer) : null
  const belongs = owner
    ? `belongs to ${owner}. WireGuard keeps an allowed IP on the last peer that lists it`
    : 'belongs to no peer of its'
  return `${at} drops it on arrival: it comes from ${from}, but there ${stop?.subject ?? 'its source'} ${belongs}.`
}

const FAULT_WORDS: Readonly<Record<string, (by: string, endpoint: string) => string>> = {
  NO_FAMILY: (by, endpoint) => `${by} is told to dial ${endpoint}, a family it does not have`,
  NOT_ITS_ADDRESS: (by, endpoint) => `${by} dials ${endpoint}, where nobody listens`,
  NO_ENDPOINT: (by) => `${by} has no address to dial`,
  NOT_LISTED: (by) => `${by} does not list the other`,
}

function dialFaults({ hop, names }: Lost): string {
  const tries = (hop?.rules ?? []).filter(
    ({ kind, outcome }) => kind === 'dial' && outcome === 'fails',
  )
  return tries
    .map(({ at, subject, why }) => FAULT_WORDS[why ?? '']?.(names.titleOf(at), subject))
    .filter((text) => text !== undefined)
    .join(', and ')
}

const tunnelDown = (lost: Lost) => {
  const { hop, names } = lost
  const pair = hop ? `${names.titleOf(hop.node)} and ${names.titleOf(hop.peer)}` : 'The two'
  return `${pair} cannot hold a tunnel: ${dialFaults(lost) || 'neither can dial the other'}.`
}

const noEndpoint = ({ hop, names }: Lost) =>
  hop === undefined
    ? 'Neither side has an address to dial.'
    : `Neither ${names.titleOf(hop.node)} nor ${names.titleOf(hop.peer)} has an address of the other to dial, so their tunnel never comes up.`

const off = ({ passage, hop, names }: Lost) => {
  const dial = hop?.rules.find(({ kind, why }) => kind === 'dial' && why === 'OFF')
  if (!dial || !hop) return `${names.titleOf(passage.at ?? passage.end.node)} is switched off.`
  const pair = `${names.titleOf(hop.node)} and ${names.titleOf(hop.peer)}`
  return `${offSubject(dial.subject, names)} is off, and without it ${pair} cannot hold a tunnel.`
}

const SENTENCES = {
  NO_ROUTE: noRoute,
  NO_PEER: noPeer,
  SOURCE_REFUSED: sourceRefused,
  TUNNEL_DOWN: tunnelDown,
  NO_ENDPOINT: noEndpoint,
  OFF: off,
} as const satisfies Record<TraceReason, (lost: Lost) => string>
