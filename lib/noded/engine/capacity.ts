import type { WireResourceAmount } from '@/lib/protocol/types'
import { refusal } from './refusal'
import type { Machine, Workload } from './types'

/** Nothing of anything. */
export const NOTHING: WireResourceAmount = { cru: 0, mru: 0, hru: 0, sru: 0 }

const KINDS = [
  ['cru', 'vCPU'],
  ['mru', 'GiB memory'],
  ['sru', 'GiB SSD'],
  ['hru', 'GiB HDD'],
] as const

/** What the machine itself and its live workloads take. */
export function usedAmounts(machine: Machine, live: readonly Workload[]): WireResourceAmount {
  return live.reduce((sum, { uses }) => add(sum, uses), machine.reserved)
}

/** Refuses what does not fit into what is left. */
export function checkCapacity(
  machine: Machine,
  live: readonly Workload[],
  wanted: WireResourceAmount,
): void {
  const used = usedAmounts(machine, live)
  for (const [kind, unit] of KINDS) {
    const free = Math.max(0, machine.total[kind] - used[kind])
    if (wanted[kind] > free)
      throw refusal(
        `Not enough capacity: ${round(wanted[kind])} ${unit} asked, ${round(free)} ${unit} free on this node.`,
      )
  }
}

function add(a: WireResourceAmount, b: WireResourceAmount): WireResourceAmount {
  return {
    cru: round(a.cru + b.cru),
    mru: round(a.mru + b.mru),
    hru: round(a.hru + b.hru),
    sru: round(a.sru + b.sru),
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000
