import { familyOf } from './endpoints'
import { pairWalks, reachabilityMatrix } from './matrix'
import type { PairWalks, Reachability } from './matrix'
import { ALL_ON, formatOff, switchesOf } from './trace-conditions'
import type { Conditions, Off, TracedNetwork } from './trace-conditions'
import type { Machine } from './trace-machines'
import { switchesFor, tunnelBetween } from './trace-tunnels'
import type { TraceReason } from './trace-tunnels'
import { worldOf } from './trace-walk'
import type { World } from './trace-walk'

/** Two machines by name, in list order. */
export interface MachinePair {
  from: string
  to: string
}

/** What switching things off does to a network. */
export interface WhatIf {
  before: Reachability
  after: Reachability
  /** pairs there are, and how many are connected; each counted once */
  pairs: { all: number; before: number; after: number }
  /** pairs that were connected and are not now. Nothing that is switched off can connect a pair */
  lost: readonly (MachinePair & { reason: TraceReason })[]
}

/** One thing that fails alone, and what that cuts. */
export interface Failure {
  off: Off
  /** pairs of others that lose each other */
  cut: readonly MachinePair[]
  /** pairs it loses itself */
  own: number
}

/**
 * Compares a network with things off against the network with everything on.
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function whatIf(network: TracedNetwork, conditions: Conditions): WhatIf {
  const before = reachabilityMatrix(network, ALL_ON)
  const after = reachabilityMatrix(network, conditions)
  const pairs = pairsOf(before)
  const connected = ({ matrix }: Reachability) =>
    pairs.filter(({ from, to }) => matrix[from]?.[to] === true)
  const reachedBefore = connected(before)
  return {
    before,
    after,
    pairs: { all: pairs.length, before: reachedBefore.length, after: connected(after).length },
    lost: reachedBefore.flatMap(({ from, to }) => {
      const reason = after.reasons[from]?.[to]
      return reason === undefined ? [] : [{ from, to, reason }]
    }),
  }
}

/**
 * Every single failure of a node, family, address or device that cuts others from each other, the worst first.
 *
 * Allowed IPs do not change when something fails, so neither does any packet's way: a pair is cut exactly when a
 * machine or tunnel on its way is gone. One pass over the network therefore answers for all failures.
 *
 * @param conditions what is off already
 * @throws DomainError `INVALID_CIDR`
 */
export function singleFailures(network: TracedNetwork, conditions: Conditions = ALL_ON): Failure[] {
  const world = worldOf(network, conditions)
  const ways = waysOf(world)
  const already = new Set(conditions.map(formatOff))
  return switchesOf(network)
    .filter((off) => !already.has(formatOff(off)) && !isSingleAddress(network, off))
    .map((off) => failureOf(off, { world, ways, conditions }))
    .filter(({ cut }) => cut.length > 0)
    .sort((a, b) => b.cut.length - a.cut.length || b.own - a.own)
}

/** A family of one address fails with that address: told once. */
function isSingleAddress({ resources }: TracedNetwork, off: Off): boolean {
  if (off.kind !== 'family') return false
  const node = resources.findLast(({ nodeId }) => nodeId === off.nodeId)
  return node?.endpoints.filter((address) => familyOf(address) === off.family).length === 1
}

/** Which pairs go over each machine, and over each tunnel of it. */
interface Ways {
  byMachine: ReadonlyMap<Machine, ReadonlySet<PairWalks>>
  byTunnel: ReadonlyMap<Machine, ReadonlyMap<Machine, ReadonlySet<PairWalks>>>
}

interface Standing {
  world: World
  ways: Ways
  conditions: Conditions
}

function waysOf(world: World): Ways {
  const byMachine = new Map<Machine, Set<PairWalks>>()
  const byTunnel = new Map<Machine, Map<Machine, Set<PairWalks>>>()
  for (const pair of pairWalks(world)) {
    if (pair.there.loss || pair.back.loss) continue
    for (const machine of [pair.from, pair.to]) add(byMachine, machine, pair)
    for (const { from, to } of [...pair.there.steps, ...pair.back.steps]) {
      if (!to) continue
      for (const [a, b] of [
        [from, to],
        [to, from],
      ] as const) {
        add(byMachine, a, pair)
        const tunnels = byTunnel.get(a) ?? new Map<Machine, Set<PairWalks>>()
        byTunnel.set(a, tunnels)
        add(tunnels, b, pair)
      }
    }
  }
  return { byMachine, byTunnel }
}

function add(sets: Map<Machine, Set<PairWalks>>, machine: Machine, pair: PairWalks): void {
  const set = sets.get(machine) ?? new Set()
  sets.set(machine, set)
  set.add(pair)
}

function failureOf(off: Off, standing: Standing): Failure {
  const name = off.kind === 'device' ? formatOff(off) : off.nodeId
  const machine = standing.world.machines.byName.get(name)
  const gone = machine ? pairsGone(off, machine, standing) : []
  const others = gone.filter(({ from, to }) => from !== machine && to !== machine)
  const cut = others.map(({ from, to }) => ({ from: from.name, to: to.name }))
  return { off, cut, own: gone.length - others.length }
}

function pairsGone(off: Off, machine: Machine, { ways, conditions }: Standing): PairWalks[] {
  if (off.kind === 'node' || off.kind === 'device') return [...(ways.byMachine.get(machine) ?? [])]
  const switches = switchesFor([...conditions, off])
  const tunnels = [...(ways.byTunnel.get(machine) ?? [])]
  const down = tunnels.filter(([other]) => !tunnelBetween(machine, other, switches).up)
  return [...new Set(down.flatMap(([, pairs]) => [...pairs]))]
}

function pairsOf({ names }: Reachability): MachinePair[] {
  return names.flatMap((from, index) => names.slice(index + 1).map((to) => ({ from, to })))
}
