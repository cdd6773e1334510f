import { ALL_ON } from './trace-conditions'
import type { Conditions, TracedNetwork } from './trace-conditions'
import type { Machine } from './trace-machines'
import type { TraceReason } from './trace-tunnels'
import { walk, worldOf } from './trace-walk'
import type { Walk, World } from './trace-walk'

type Grid<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>

/** Who reaches whom. */
export interface Reachability {
  /** node ids in list order, then `device:N` */
  names: readonly string[]
  /** request and reply both arrive */
  matrix: Grid<boolean>
  /** of every pair that is false: why the request, or else the reply, is lost */
  reasons: Grid<TraceReason>
  /** of every pair that is true: tunnels the request crosses */
  hops: Grid<number>
}

/** Two machines, and the packets they send each other. */
export interface PairWalks {
  from: Machine
  to: Machine
  there: Walk
  back: Walk
}

/**
 * The reachability matrix of a planned network: every node's .2 and every device's tunnel address, each to each.
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function reachabilityMatrix(
  network: TracedNetwork,
  conditions: Conditions = ALL_ON,
): Reachability {
  const world = worldOf(network, conditions)
  const names = world.machines.all.map(({ name }) => name)
  const pairs = pairWalks(world)
  return {
    names,
    matrix: toGrid(names, pairs, (there, back) => !there.loss && !back.loss),
    reasons: toGrid(names, pairs, (there, back) => (there.loss ?? back.loss)?.reason),
    hops: toGrid(names, pairs, (there, back) =>
      there.loss || back.loss ? undefined : there.steps.length,
    ),
  }
}

/** Packets both ways for every pair, once each, in list order. */
export function pairWalks(world: World): PairWalks[] {
  const { all } = world.machines
  return all.flatMap((from, index) =>
    all.slice(index + 1).map((to) => ({
      from,
      to,
      there: send(world, from, to),
      back: send(world, to, from),
    })),
  )
}

function send(world: World, from: Machine, to: Machine): Walk {
  return walk(world, from, { source: from.address, destination: to.address, wanted: to })
}

/** Rows that hold only values there are. Built from entries, so that no name of a node can be mistaken for a prototype. */
function toGrid<Value>(
  names: readonly string[],
  pairs: readonly PairWalks[],
  valueOf: (there: Walk, back: Walk) => Value | undefined,
): Grid<Value> {
  const rows = new Map(names.map((name) => [name, [] as [string, Value][]]))
  const add = (from: Machine, to: Machine, value: Value | undefined) => {
    if (value !== undefined) rows.get(from.name)?.push([to.name, value])
  }
  for (const { from, to, there, back } of pairs) {
    add(from, to, valueOf(there, back))
    add(to, from, valueOf(back, there))
  }
  return Object.fromEntries([...rows].map(([name, row]) => [name, Object.fromEntries(row)]))
}
