import { isLiveState, STATE_TONE } from '@/lib/protocol/states'
import type { ReservationView } from '@/lib/schemas/views'

/** What the table needs of a reservation. */
export type ReservationRow = Pick<
  ReservationView,
  | 'id'
  | 'gridReservationId'
  | 'type'
  | 'workloadName'
  | 'networkId'
  | 'networkName'
  | 'nodeId'
  | 'nodeLabel'
  | 'simulated'
  | 'state'
  | 'error'
  | 'endsAt'
  | 'supersededBy'
>

export function toReservationRow(view: ReservationView): ReservationRow {
  const { id, gridReservationId, type, workloadName, networkId, networkName, nodeId, nodeLabel } =
    view
  const { simulated, state, error, endsAt, supersededBy } = view
  return {
    id,
    gridReservationId,
    type,
    workloadName,
    networkId,
    networkName,
    nodeId,
    nodeLabel,
    simulated,
    state,
    error,
    endsAt,
    supersededBy,
  }
}

export const GROUPS = ['live', 'attention', 'expiring', 'ended', 'all'] as const
export type Group = (typeof GROUPS)[number]

export const GROUP_LABEL = {
  live: 'Live',
  attention: 'Needs attention',
  expiring: 'Expiring',
  ended: 'Ended',
  all: 'All',
} as const satisfies Record<Group, string>

const IN_GROUP: Record<Group, (row: ReservationRow) => boolean> = {
  live: (row) => isLiveState(row.state),
  attention: (row) => needsAttention(row),
  expiring: (row) => row.state === 'expiring',
  ended: (row) => STATE_TONE[row.state] === 'ended',
  all: () => true,
}

/** Failed, lost or drifted, and not replaced by a newer one. */
function needsAttention(row: ReservationRow): boolean {
  return ['failed', 'lost', 'drifted'].includes(row.state) && row.supersededBy === null
}

export interface ReservationFilter {
  group: Group
  networkId: string
  nodeId: string
  type: string
}

interface Params {
  get: (name: string) => string | null
}

export function parseReservationFilter(params: Params): ReservationFilter {
  return {
    group: GROUPS.find((group) => group === params.get('state')) ?? 'live',
    networkId: params.get('network') ?? '',
    nodeId: params.get('node') ?? '',
    type: params.get('type') ?? '',
  }
}

export function writeReservationFilter(filter: ReservationFilter): string {
  const params = new URLSearchParams()
  if (filter.group !== 'live') params.set('state', filter.group)
  if (filter.networkId) params.set('network', filter.networkId)
  if (filter.nodeId) params.set('node', filter.nodeId)
  if (filter.type) params.set('type', filter.type)
  const text = params.toString()
  return text ? `/reservations?${text}` : '/reservations'
}

function matchesRest(row: ReservationRow, filter: ReservationFilter): boolean {
  return (
    (filter.networkId === '' || row.networkId === filter.networkId) &&
    (filter.nodeId === '' || row.nodeId === filter.nodeId) &&
    (filter.type === '' || row.type === filter.type)
  )
}

/** The rows of the chosen group, and how many each group has under the other filters. */
export function filterReservations(rows: readonly ReservationRow[], filter: ReservationFilter) {
  const rest = rows.filter((row) => matchesRest(row, filter))
  const counts = Object.fromEntries(
    GROUPS.map((group) => [group, rest.filter(IN_GROUP[group]).length]),
  ) as Record<Group, number>
  return { found: rest.filter(IN_GROUP[filter.group]).sort(newestFirst), counts }
}

/** Not sent yet on top, then by the explorer's number, highest first. */
function newestFirst(a: ReservationRow, b: ReservationRow): number {
  return numberOf(b) - numberOf(a)
}

function numberOf({ gridReservationId }: ReservationRow): number {
  return gridReservationId === null
    ? Number.MAX_SAFE_INTEGER
    : Number.parseInt(gridReservationId, 10)
}
