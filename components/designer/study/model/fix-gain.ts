import { isDomainError } from '@/lib/errors/domain-error'
import { applyCommand } from '@/lib/network/commands'
import { reachabilityMatrix, type Reachability } from '@/lib/network/matrix'
import type { DesignCommand, NetworkDesign, NodeFacts, Problem } from '@/lib/network/model'
import { toPeerNetwork } from '@/lib/network/to-peer-network'
import { planTraced, tracePacket } from '@/lib/network/trace'
import type { Conditions, TracedNetwork } from '@/lib/network/trace-conditions'
import { machineNames } from './names'

export interface Grounds {
  design: NetworkDesign
  /** of every node of the grid, for a fix may add one */
  facts: ReadonlyMap<string, NodeFacts>
  publicKeys: Readonly<Record<string, string>>
}

/** The design planned and ready for packets, or null when it cannot be planned; its problems say why. */
export function tracedOrNull({ design, facts, publicKeys }: Grounds): TracedNetwork | null {
  try {
    return planTraced(toPeerNetwork(design, facts, publicKeys), design.mode)
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** A problem whose fix connects pairs that are lost now. */
export interface FixGain {
  problem: Problem
  /** pairs it brings back */
  gain: number
  /** pairs that are lost now */
  lost: number
}

const MAX_TRIED = 12

/** Every offered fix tried out on a copy of the design; those that connect pairs, the most first. */
export function fixGains(grounds: Grounds, problems: readonly Problem[]): FixGain[] {
  const before = connected(grounds)
  const machines = grounds.design.resources.length + grounds.design.devices.length
  const lost = (machines * (machines - 1)) / 2 - before.size
  if (lost === 0) return []
  return fixable(problems)
    .map(({ problem, command }) => {
      const after = connected(changed(grounds, command))
      const gain = [...after].filter((pair) => !before.has(pair) && isOld(pair, grounds)).length
      return { problem, gain, lost }
    })
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
}

/** The first fix with which a packet and its reply arrive, with the same things off. */
export function fixFor(
  grounds: Grounds,
  problems: readonly Problem[],
  { from, to, conditions }: { from: string; to: string; conditions: Conditions },
): Problem | null {
  const fix = fixable(problems).find(({ command }) => {
    const next = changed(grounds, command)
    const network = tracedOrNull(next)
    const { machineOf } = machineNames(next.design, () => '')
    const [source, target] = [machineOf(from), machineOf(to)]
    if (!network || source === null || target === null) return false
    const trace = tracePacket(network, source, target, conditions)
    return trace.verdict === 'delivered' && trace.reply.verdict === 'delivered'
  })
  return fix?.problem ?? null
}

function fixable(problems: readonly Problem[]) {
  const seen = new Set<string>()
  return problems
    .flatMap((problem) => (problem.fix ? [{ problem, command: problem.fix.command }] : []))
    .filter(({ command }) => {
      const text = JSON.stringify(command)
      return seen.has(text) ? false : seen.add(text)
    })
    .slice(0, MAX_TRIED)
}

function changed(grounds: Grounds, command: DesignCommand): Grounds {
  try {
    return { ...grounds, design: applyCommand(grounds.design, command) }
  } catch (error) {
    if (isDomainError(error)) return grounds
    throw error
  }
}

/** Connected pairs as object ids, so that they can be compared across designs. */
function connected(grounds: Grounds): Set<string> {
  const network = tracedOrNull(grounds)
  if (!network) return new Set()
  return pairsOf(reachabilityMatrix(network), grounds.design)
}

function pairsOf({ names, matrix }: Reachability, design: NetworkDesign): Set<string> {
  const { objectOf } = machineNames(design, () => '')
  return new Set(
    names.flatMap((from, index) =>
      names
        .slice(index + 1)
        .filter((to) => matrix[from]?.[to] === true)
        .map((to) => `${objectOf(from)} ${objectOf(to)}`),
    ),
  )
}

/** Pairs with a node that the fix adds are no gain: nobody has lost them. */
function isOld(pair: string, { design }: Grounds): boolean {
  const { machineOf } = machineNames(design, () => '')
  return pair.split(' ').every((object) => machineOf(object) !== null)
}
