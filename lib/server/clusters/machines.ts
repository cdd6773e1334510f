import type { StandingMachine } from '@/lib/kubernetes/cluster-changes'
import type { ReservationState } from '@/lib/protocol/states'
import { isDeletable, isStanding, newestPerNode } from '@/lib/server/networks/live'
import { machineIn } from './machine-body'
import type { MachineRow } from './row'

const UNDECIDED: readonly string[] = ['waiting', 'running', 'unknown']

/** Whether a deletion of it is asked for and not yet answered, however its state reads. */
export function isLeaving(row: MachineRow): boolean {
  return row.steps.some(({ kind, state }) => kind === 'delete' && UNDECIDED.includes(state))
}

/** Whether it may still be on its node although it goes. */
export function isGoing(row: MachineRow, now: number): boolean {
  const isUnderWay = row.state === ('deleting' satisfies ReservationState) || isLeaving(row)
  return isUnderWay && row.endsAt.getTime() > now
}

/** Reservations of a cluster sorted by what planning does with them. */
export interface SortedMachines {
  /** the one that stands on each node */
  standing: StandingMachine[]
  /** everything that a whole delete, or a machine made anew, must ask the deletion of */
  deletable: MachineRow[]
  /** asked to go, maybe still there */
  going: MachineRow[]
}

/** Sorts a cluster's reservations, which come newest first. */
export function sortMachines(rows: readonly MachineRow[], now: number): SortedMachines {
  const present = rows.filter((row) => row.endsAt.getTime() > now)
  const kept = present.filter((row) => isStanding(row) && !isLeaving(row))
  return {
    standing: [...newestPerNode(kept).values()].flatMap((row) => machineIn(row) ?? []),
    deletable: present.filter((row) => isDeletable(row) && !isLeaving(row)),
    going: rows.filter((row) => isGoing(row, now)),
  }
}
