import { deviceObject, nodeObject } from '@/lib/network/to-peer-network'
import type { ReservationState } from '@/lib/protocol/states'
import type { NetworkSummary, NetworkView } from '@/lib/schemas/views'
import type { Problem } from '@/lib/network/model'
import { isDeletable, newestPerNode } from './live'
import { preparePlan, type PreparedPlan } from './planning'
import { designOf, positionsOf, type NetworkRow } from './row'

const FINAL: readonly string[] = ['expired', 'deleted'] satisfies ReservationState[]
const PENDING: readonly string[] = [
  'planned',
  'signed',
  'submitting',
  'submitted',
  'deleting',
] satisfies ReservationState[]

/** One word for a network, from the newest reservation of each node; the worst news wins. */
export function networkState(
  reservations: readonly { nodeId: string; state: string }[],
): NetworkSummary['state'] {
  if (reservations.length === 0) return 'draft'
  const states = [...newestPerNode(reservations).values()].map(({ state }) => state)
  const has = (...wanted: ReservationState[]) => states.some((s) => wanted.includes(s as never))
  if (states.every((state) => FINAL.includes(state))) return 'ended'
  if (has('failed', 'lost')) return 'failed'
  if (states.some((state) => PENDING.includes(state))) return 'pending'
  return has('expiring', 'drifted') ? 'warning' : 'running'
}

/** Whether the network's name is free again: it was reserved once, and nothing of it is left. */
export function hasEnded(row: Pick<NetworkRow, 'reservations'>): boolean {
  return networkState(row.reservations) === 'ended'
}

/** How many changes applying would make. */
export function stagedCount(plan: PreparedPlan, row: NetworkRow): number {
  if (!plan.planned) return designOf(row).resources.length
  return plan.changes.filter(({ kind }) => kind !== 'keep').length
}

/** What of a network's plan its row in a list shows. */
export interface PlanFigures {
  /** changes not yet submitted */
  staged: number
  /** instant everything that stands ends at; null: nothing stands */
  fixedEnd: Date | null
}

/** A network in a list. */
export function toSummary(row: NetworkRow, { staged, fixedEnd }: PlanFigures): NetworkSummary {
  const design = designOf(row)
  return {
    id: row.id,
    name: row.name,
    range: design.range,
    gridId: row.gridId,
    gridName: row.grid.name,
    resources: design.resources.length,
    devices: design.devices.length,
    state: networkState(row.reservations),
    staged,
    endsAt: fixedEnd?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** A network in full. */
export async function toNetworkView(row: NetworkRow): Promise<NetworkView> {
  const plan = await preparePlan(row)
  const design = designOf(row)
  const newest = newestPerNode(row.reservations)
  const running = row.operations[0]?.state === 'running' ? row.operations[0].id : null
  return {
    ...toSummary(row, { staged: stagedCount(plan, row), fixedEnd: plan.fixedEnd }),
    revision: row.revision,
    identityId: row.identityId,
    design: mutable(design),
    positions: positionsOf(row),
    ...keysOfView(row, design),
    stagedDevices: plan.deviceChanges.filter(({ kind }) => kind !== 'remove').map(({ id }) => id),
    deployed: Object.fromEntries(
      [...newest].map(([nodeId, { id, state }]) => [
        nodeId,
        { reservationId: id, state: state as ReservationState },
      ]),
    ),
    problems: plan.problems.map(toProblemView),
    operationId: running,
  }
}

/** A problem as it travels: without its command, which only the designer needs and computes itself. */
export function toProblemView({ code, severity, objects, message }: Problem) {
  return { code, severity, objects: [...objects], message }
}

type Design = ReturnType<typeof designOf>

function mutable(design: Design): NetworkView['design'] {
  return {
    ...design,
    resources: design.resources.map((resource) => ({ ...resource })),
    devices: design.devices.map((device) => ({ ...device })),
    routers: [...design.routers],
  }
}

function keysOfView(
  row: NetworkRow,
  design: Design,
): Pick<NetworkView, 'publicKeys' | 'deviceKeys'> {
  const shown = new Set([
    ...design.resources.map(({ nodeId }) => nodeObject(nodeId)),
    ...design.devices.map(({ id }) => deviceObject(id)),
  ])
  const keys = row.keys.filter(({ holder }) => shown.has(holder))
  return {
    publicKeys: Object.fromEntries(keys.map((key) => [key.holder, key.publicKey])),
    deviceKeys: Object.fromEntries(
      keys
        .filter(({ holder }) => holder.startsWith('device:'))
        .map((key) => [key.holder.slice('device:'.length), key.sealedPrivate ? 'server' : 'own']),
    ),
  }
}

/** Whether anything of the network is, or may come back, on a node. */
export function hasSomethingToDelete(row: Pick<NetworkRow, 'reservations'>, now: number): boolean {
  return row.reservations.some((r) => isDeletable(r) && r.endsAt.getTime() > now)
}
