import { reservationLook } from '@/components/ui/status-table'
import { isDomainError } from '@/lib/errors/domain-error'
import { nodeLabels } from '@/lib/network/labels'
import type { NetworkDesign, NodeFacts, PlannedNetwork, Problem } from '@/lib/network/model'
import { planPeers } from '@/lib/network/plan-peers'
import { toPeerNetwork } from '@/lib/network/to-peer-network'
import {
  planEdges,
  toDeviceCard,
  toResourceCard,
  type CardContext,
  type PlanEdge,
} from '@/lib/network/views'
import type { NetworkView } from '@/lib/schemas/views'
import type { PaletteNode } from './palette-node'
import type { Staged } from './staged'
import type { DeviceView, EdgeView, Picture, ResourceView, StatusView } from './types'

export interface PictureInput {
  design: NetworkDesign
  /** of the nodes in the design */
  facts: ReadonlyMap<string, NodeFacts>
  nodes: ReadonlyMap<string, PaletteNode>
  publicKeys: Readonly<Record<string, string>>
  deployed: NetworkView['deployed']
  staged: Staged
  problems: readonly Problem[]
}

/** Peers of the design as it stands, or null when it cannot be planned; the problems say why. */
export function planOrNull(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
  publicKeys: Readonly<Record<string, string>>,
): PlannedNetwork | null {
  try {
    return planPeers(toPeerNetwork(design, facts, publicKeys), { mode: design.mode })
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** Everything the canvas and the table show: cards, pills and the lines of the planned peers. */
export function toPicture(input: PictureInput, planned: PlannedNetwork | null): Picture {
  const { design, facts, problems } = input
  const context: CardContext = { design, facts, problems }
  const planEdgesNow = planned ? planEdges(planned, design) : []
  const nameOf = namesOf(design, facts)
  const lines = tallyLines(planEdgesNow)
  return {
    resources: design.resources.map((resource) =>
      resourceView(toResourceCard(resource, context), input, lines),
    ),
    devices: design.devices.map((device) =>
      deviceView(toDeviceCard(device, context), input, nameOf),
    ),
    edges: planEdgesNow.map((edge) => edgeView(edge, input.staged, nameOf)),
  }
}

interface Lines {
  /** how many tunnels to other nodes an object has */
  tunnels: ReadonlyMap<string, number>
  /** how many nodes an object reaches through a router only */
  throughRouter: ReadonlyMap<string, number>
  routers: ReadonlySet<string>
}

/** Counted in one pass: 250 nodes have 31 000 lines. */
function tallyLines(edges: readonly PlanEdge[]): Lines {
  const tunnels = new Map<string, number>()
  const throughRouter = new Map<string, number>()
  const routers = new Set<string>()
  for (const { from, to, kind, via } of edges) {
    if (via) routers.add(via)
    if (from.startsWith('device:')) continue
    const counts = kind === 'via' ? throughRouter : tunnels
    for (const id of [from, to]) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return { tunnels, throughRouter, routers }
}

/** What people call an object of the design. */
export function namesOf(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
): (id: string) => string {
  const nodeLabel = nodeLabels(facts)
  return (id) => {
    if (id.startsWith('node:')) return nodeLabel(id.slice(5))
    return design.devices.find((device) => `device:${device.id}` === id)?.name ?? 'the network'
  }
}

const STAGED: StatusView = { tone: 'staged', word: 'Staged' }
const CHANGED: StatusView = { tone: 'staged', word: 'Changed' }

function statusOf(nodeId: string, { deployed, staged }: PictureInput): StatusView {
  const entry = deployed[nodeId]
  if (staged.addedNodeIds.has(nodeId)) {
    return entry?.state === 'failed' ? reservationLook('failed') : STAGED
  }
  if (!entry || staged.nodeIds.has(nodeId)) return entry ? CHANGED : STAGED
  return reservationLook(entry.state)
}

function resourceView(
  card: ReturnType<typeof toResourceCard>,
  input: PictureInput,
  lines: Lines,
): ResourceView {
  const node = input.nodes.get(card.nodeId)
  return {
    id: card.id,
    nodeId: card.nodeId,
    title: card.title,
    country: node?.country ?? '',
    farm: node?.farmName ?? 'not on this grid',
    shortKey: card.shortKey,
    subnet: card.subnet,
    listenPort: card.listenPort,
    endpointClass: card.endpointClass,
    isUnknown: node === undefined,
    isAccessPoint: card.isAccessPoint,
    isRouter: lines.routers.has(card.id),
    isSimulated: node?.engine === 'simulated',
    isStaged: input.staged.nodeIds.has(card.nodeId),
    status: statusOf(card.nodeId, input),
    problems: { errors: card.errors, warnings: card.warnings },
    tunnels: lines.tunnels.get(card.id) ?? 0,
    throughRouter: lines.throughRouter.get(card.id) ?? 0,
  }
}

function deviceView(
  card: ReturnType<typeof toDeviceCard>,
  input: PictureInput,
  nameOf: (id: string) => string,
): DeviceView {
  const isStaged = input.staged.deviceIds.has(card.deviceId)
  return {
    id: card.id,
    deviceId: card.deviceId,
    name: card.title,
    subnet: card.subnet,
    accessTitle: nameOf(`node:${card.accessNodeId}`),
    isStaged,
    status: isStaged ? STAGED : statusOf(card.accessNodeId, input),
    problems: { errors: card.errors, warnings: card.warnings },
  }
}

const LABEL_IPS = 3

function edgeView(edge: PlanEdge, staged: Staged, nameOf: (id: string) => string): EdgeView {
  const isDevice = edge.from.startsWith('device:')
  const via = edge.via ? nameOf(edge.via) : null
  const [from, to] = [nameOf(edge.from), nameOf(edge.to)]
  return {
    id: `${edge.from} ${edge.to}`,
    from: edge.from,
    to: edge.to,
    kind: isDevice ? 'device' : edge.kind,
    via,
    canDialFrom: edge.dialFrom,
    canDialTo: edge.dialTo,
    isStaged: [edge.from, edge.to].some(
      (id) => staged.addedNodeIds.has(id.slice(5)) || staged.deviceIds.has(id.slice(7)),
    ),
    label: `${someOf(edge.allowedIpsBack)} ↔ ${someOf(edge.allowedIps)}`,
    description: via ? `${from} to ${to} through ${via}` : `Tunnel between ${from} and ${to}`,
  }
}

/** Subnets first people compare; the rest is counted. */
function someOf(ips: readonly string[]) {
  const subnets = ips.filter((ip) => !ip.startsWith('100.64.'))
  const shown = subnets.slice(0, LABEL_IPS).join(', ')
  return subnets.length > LABEL_IPS ? `${shown} +${subnets.length - LABEL_IPS}` : shown
}
