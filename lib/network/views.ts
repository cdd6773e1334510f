import { STATE_TONE } from '@/lib/protocol/states'
import type { ReservationState, StatusTone } from '@/lib/protocol/states'
import { endpointClass } from './endpoints'
import type { EndpointClass } from './endpoints'
import { shortKey } from './labels'
import type { DeviceDesign, NetworkDesign, NodeFacts, Problem, ResourceDesign } from './model'
import { deviceObject, nodeObject } from './to-peer-network'
import { tunnelAddress } from '@/lib/wireguard/tunnel-address'

export { planEdges } from './edges'
export type { PlanEdge } from './edges'
export { shortKey } from './labels'

/** Shape of a status glyph; `symbol` is the same as a character. */
export type StatusGlyph = 'diamond' | 'half' | 'disc' | 'triangle' | 'cross' | 'ring'

export interface StatusView {
  tone: StatusTone
  glyph: StatusGlyph
  symbol: string
  word: string
}

/** How each tone looks: glyph and word, never colour alone. */
export const STATUS_VIEW = {
  staged: { tone: 'staged', glyph: 'diamond', symbol: '◇', word: 'Staged' },
  pending: { tone: 'pending', glyph: 'half', symbol: '◐', word: 'Pending' },
  running: { tone: 'running', glyph: 'disc', symbol: '●', word: 'Running' },
  warning: { tone: 'warning', glyph: 'triangle', symbol: '▲', word: 'Warning' },
  failed: { tone: 'failed', glyph: 'cross', symbol: '✕', word: 'Failed' },
  ended: { tone: 'ended', glyph: 'ring', symbol: '○', word: 'Ended' },
} as const satisfies Record<StatusTone, StatusView>

/** Glyph and tone of a reservation's state, with the state itself as the word. */
export function reservationStatus(state: ReservationState): StatusView {
  const word = state.charAt(0).toUpperCase() + state.slice(1)
  return { ...STATUS_VIEW[STATE_TONE[state]], word }
}

/** What a card of the canvas says about a node. */
export interface ResourceCard {
  /** `node:<id>` */
  id: string
  nodeId: string
  title: string
  farm: string
  shortKey: string
  subnet: string
  listenPort: number
  endpointClass: EndpointClass
  isHidden: boolean
  /** devices dial it */
  isAccessPoint: boolean
  /** place in the user's list of routers, from 1; null when it is not there */
  routerRank: number | null
  freshness: NodeFacts['freshness'] | null
  status: StatusView
  errors: number
  warnings: number
}

/** What a pill of the canvas says about a device. */
export interface DeviceCard {
  /** `device:<id>` */
  id: string
  deviceId: string
  title: string
  subnet: string
  /** address the device has, without prefix; the subnet when that is no /24 */
  address: string
  accessNodeId: string
  family: DeviceDesign['family']
  errors: number
  warnings: number
}

/** What cards are made from besides the design. */
export interface CardContext {
  design: NetworkDesign
  facts: ReadonlyMap<string, NodeFacts>
  problems?: readonly Problem[]
  /** node id → state of its newest reservation; a node without one is staged */
  states?: Readonly<Record<string, ReservationState>>
  /** node id → name of its farm */
  farms?: Readonly<Record<string, string>>
}

/** Card of one node of the design. */
export function toResourceCard(resource: ResourceDesign, context: CardContext): ResourceCard {
  const { nodeId, subnet, listenPort, forceHidden } = resource
  const known = context.facts.get(nodeId)
  const kind = endpointClass(forceHidden ? [] : (known?.endpoints ?? []))
  const rank = context.design.routers.indexOf(nodeId)
  const state = context.states?.[nodeId]
  return {
    id: nodeObject(nodeId),
    nodeId,
    title: known?.label ?? shortKey(nodeId),
    farm: context.farms?.[nodeId] ?? '',
    shortKey: shortKey(nodeId),
    subnet,
    listenPort,
    endpointClass: kind,
    isHidden: kind === 'hidden',
    isAccessPoint: context.design.devices.some(({ accessNodeId }) => accessNodeId === nodeId),
    routerRank: rank < 0 ? null : rank + 1,
    freshness: known?.freshness ?? null,
    status: state ? reservationStatus(state) : STATUS_VIEW.staged,
    ...problemCounts(nodeObject(nodeId), context.problems),
  }
}

/** Pill of one device of the design. */
export function toDeviceCard(device: DeviceDesign, context: CardContext): DeviceCard {
  const { id, name, subnet, accessNodeId, family } = device
  return {
    id: deviceObject(id),
    deviceId: id,
    title: name,
    subnet,
    address: deviceAddress(subnet),
    accessNodeId,
    family,
    ...problemCounts(deviceObject(id), context.problems),
  }
}

function deviceAddress(subnet: string): string {
  try {
    return tunnelAddress(subnet).replace('/32', '')
  } catch {
    return subnet
  }
}

function problemCounts(object: string, problems: readonly Problem[] = []) {
  const own = problems.filter(({ objects }) => objects.includes(object))
  const errors = own.filter(({ severity }) => severity === 'error').length
  return { errors, warnings: own.length - errors }
}
