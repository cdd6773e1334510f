import type { QuickStartPlanView } from '@/lib/schemas/quick-start'

/** What a picture is drawn from. */
export type GraphPlan = Pick<QuickStartPlanView, 'machines' | 'access' | 'device' | 'tunnels'> & {
  /** the device's id in `tunnels` */
  deviceId: string
}

/** A drawn machine, access point or device; px in a picture 430 wide. */
export interface GraphCard {
  /** `node:<id>` or `device:<id>` */
  id: string
  kind: 'master' | 'worker' | 'access' | 'device'
  title: string
  address: string
  isAccess: boolean
  simulated: boolean
  x: number
  y: number
  height: number
}

export interface GraphEdge {
  id: string
  path: string
  dialFrom: boolean
  dialTo: boolean
}

export interface GraphPicture {
  height: number
  cards: GraphCard[]
  edges: GraphEdge[]
  /** workers that are not drawn */
  more: number
}

export const GRAPH_WIDTH = 430
export const CARD_WIDTH = 150
const CARD_HEIGHT = 56
const DEVICE_HEIGHT = 52
const ROW = 80
const TOP = 16
const LEFT = 16
const RIGHT = GRAPH_WIDTH - 24 - CARD_WIDTH
const MOST_WORKERS = 4
/** Lines keep so far from a card that their heads show. */
const GAP = 3

/** Where everything of a plan is drawn: what can be dialled at the left, workers at the right. */
export function graphLayout(plan: GraphPlan): GraphPicture {
  const [master, ...workers] = plan.machines
  if (!master) return { height: 0, cards: [], edges: [], more: 0 }
  const drawn = workers.slice(0, MOST_WORKERS)
  const rows = Math.max(drawn.length, plan.access.own ? 3 : 2)
  const height = TOP * 2 + (rows - 1) * ROW + CARD_HEIGHT
  const cards = [
    machineCard(master, { plan, x: LEFT, y: TOP }),
    ...drawn.map((worker, row) => machineCard(worker, { plan, x: RIGHT, y: TOP + row * ROW })),
    ...(plan.access.own ? [accessCard(plan)] : []),
    deviceCard(plan, height - TOP - DEVICE_HEIGHT),
  ]
  return { height, cards, edges: edgesOf(plan, cards), more: workers.length - drawn.length }
}

interface Place {
  plan: GraphPlan
  x: number
  y: number
}

function machineCard(
  machine: QuickStartPlanView['machines'][number],
  { plan, x, y }: Place,
): GraphCard {
  const { nodeId, role, label, ip, simulated } = machine
  return {
    id: `node:${nodeId}`,
    kind: role,
    title: label,
    address: role === 'master' ? `${ip} master` : ip,
    isAccess: nodeId === plan.access.nodeId,
    simulated,
    x,
    y,
    height: CARD_HEIGHT,
  }
}

function accessCard({ access }: GraphPlan): GraphCard {
  return {
    id: `node:${access.nodeId}`,
    kind: 'access',
    title: access.label,
    address: access.subnet,
    isAccess: true,
    simulated: access.simulated,
    x: LEFT,
    y: TOP + ROW,
    height: CARD_HEIGHT,
  }
}

function deviceCard({ device, deviceId }: GraphPlan, y: number): GraphCard {
  return {
    id: `device:${deviceId}`,
    kind: 'device',
    title: `this ${device.name}`,
    address: device.subnet,
    isAccess: false,
    simulated: false,
    x: LEFT,
    y,
    height: DEVICE_HEIGHT,
  }
}

function edgesOf({ tunnels }: GraphPlan, cards: readonly GraphCard[]): GraphEdge[] {
  const cardOf = new Map(cards.map((card) => [card.id, card]))
  return tunnels.flatMap(({ from, to, dialFrom, dialTo }) => {
    const [start, end] = [cardOf.get(from), cardOf.get(to)]
    if (!start || !end) return []
    return [{ id: `${from} ${to}`, path: pathOf(start, end), dialFrom, dialTo }]
  })
}

/** Lines leave and enter at right angles. */
function pathOf(start: GraphCard, end: GraphCard): string {
  if (start.x !== end.x) return across(start, end)
  const [upper, lower] = start.y < end.y ? [start, end] : [end, start]
  const isNext = lower.y - upper.y <= ROW + (CARD_HEIGHT - DEVICE_HEIGHT) || start.x === LEFT
  if (isNext) return down(start, end)
  return around(start, end)
}

const middle = ({ y, height }: GraphCard) => y + height / 2

function across(start: GraphCard, end: GraphCard): string {
  const toRight = start.x < end.x
  const from = toRight ? start.x + CARD_WIDTH + GAP : start.x - GAP
  const to = toRight ? end.x - GAP : end.x + CARD_WIDTH + GAP
  const half = (from + to) / 2
  return `M${from} ${middle(start)}C${half} ${middle(start)} ${half} ${middle(end)} ${to} ${middle(end)}`
}

function down(start: GraphCard, end: GraphCard): string {
  const x = start.x + CARD_WIDTH / 2
  const isDown = start.y < end.y
  const from = isDown ? start.y + start.height + GAP : start.y - GAP
  const to = isDown ? end.y - GAP : end.y + end.height + GAP
  return `M${x} ${from}V${to}`
}

function around(start: GraphCard, end: GraphCard): string {
  const x = start.x + CARD_WIDTH + GAP
  const out = GRAPH_WIDTH + Math.abs(end.y - start.y) / ROW - 8
  return `M${x} ${middle(start)}C${out} ${middle(start)} ${out} ${middle(end)} ${x} ${middle(end)}`
}
