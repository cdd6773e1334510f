import { useMemo } from 'react'
import { compareModes, type ModeComparison } from '@/lib/network/compare-modes'
import { toPeerNetwork } from '@/lib/network/to-peer-network'
import { tracePacket } from '@/lib/network/trace'
import type { TracedNetwork } from '@/lib/network/trace-conditions'
import { downTunnels } from '@/lib/network/tunnels-down'
import { singleFailures, whatIf, type Failure, type WhatIf } from '@/lib/network/what-if'
import { useDesigner } from '../store/context'
import type { DesignerModel } from '../use-model'
import { fixFor, fixGains, tracedOrNull, type FixGain, type Grounds } from './model/fix-gain'
import { machineNames, type MachineNames } from './model/names'
import { toOverlay, type Overlay } from './model/overlay'
import { conditionsOf, offSentence, offWords, switchGroups } from './model/switches'
import type { SwitchGroup } from './model/switches'
import { toTraceView, type TraceView } from './model/trace-view'

/** Answers to what was asked of the design. What nobody looks at is not computed. */
export interface Study {
  /** null: the design cannot be planned; its problems say why */
  network: TracedNetwork | null
  names: MachineNames
  groups: readonly SwitchGroup[]
  /** what is off, in words; empty: nothing */
  offText: string
  trace: TraceView | null
  /** the fix that makes a lost trace arrive */
  traceFix: FixGain['problem'] | null
  whatIf: WhatIf | null
  failures: readonly Failure[] | null
  gains: readonly FixGain[]
  /** safe peers against tfuser's */
  comparison: ModeComparison | null
  overlay: Overlay
}

export function useStudy(model: DesignerModel): Study {
  const design = useDesigner((state) => state.design)
  const publicKeys = useDesigner((state) => state.server.publicKeys)
  const off = useDesigner((state) => state.off)
  const isWhatIf = useDesigner((state) => state.isWhatIf)
  const hasMatrix = useDesigner((state) => state.dock === 'matrix' && state.isDockOpen)
  const hasPeers = useDesigner((state) => state.dock === 'peers' && state.isDockOpen)
  const { facts, nameOf, problems } = model
  const grounds = useMemo<Grounds>(
    () => ({ design, facts, publicKeys }),
    [design, facts, publicKeys],
  )
  const network = useMemo(() => tracedOrNull(grounds), [grounds])
  const names = useMemo(() => machineNames(design, nameOf), [design, nameOf])
  const groups = useMemo(() => switchGroups(design, facts, nameOf), [design, facts, nameOf])
  const conditions = useMemo(() => conditionsOf(groups, off), [groups, off])
  const isAsked = hasMatrix || isWhatIf
  const answer = useMemo(
    () => (network && isAsked ? whatIf(network, conditions) : null),
    [network, conditions, isAsked],
  )
  const failures = useMemo(
    () => (network && isWhatIf ? singleFailures(network) : null),
    [network, isWhatIf],
  )
  const gains = useMemo(
    () => (hasMatrix ? fixGains(grounds, problems) : []),
    [grounds, problems, hasMatrix],
  )
  const comparison = useMemo(
    () => (hasPeers ? compareModes(toPeerNetwork(design, facts, publicKeys)) : null),
    [hasPeers, design, facts, publicKeys],
  )
  const { trace, traceFix } = useTrace({ network, grounds, names, conditions, model })
  const overlay = useOverlay({ network, names, groups, conditions, trace })
  const offText = offSentence(groups, off)
  return {
    network,
    names,
    groups,
    offText,
    trace,
    traceFix,
    whatIf: answer,
    failures,
    gains,
    comparison,
    overlay,
  }
}

interface TraceInput {
  network: TracedNetwork | null
  grounds: Grounds
  names: MachineNames
  conditions: ReturnType<typeof conditionsOf>
  model: DesignerModel
}

function useTrace({ network, grounds, names, conditions, model: { problems } }: TraceInput) {
  const isTracing = useDesigner((state) => state.isTracing)
  const from = useDesigner((state) => state.traceFrom)
  const to = useDesigner((state) => state.traceTo)
  const trace = useMemo(() => {
    const source = from === null ? null : names.machineOf(from)
    const target = to === null ? null : names.machineOf(to)
    if (!isTracing || !network || source === null || target === null) return null
    return toTraceView(tracePacket(network, source, target, conditions), names)
  }, [isTracing, network, names, from, to, conditions])
  const traceFix = useMemo(
    () =>
      trace && !trace.delivered && from !== null && to !== null
        ? fixFor(grounds, problems, { from, to, conditions })
        : null,
    [trace, grounds, problems, from, to, conditions],
  )
  return { trace, traceFix }
}

interface OverlayInput extends Pick<TraceInput, 'network' | 'names' | 'conditions'> {
  groups: readonly SwitchGroup[]
  trace: TraceView | null
}

function useOverlay({ network, names, groups, conditions, trace }: OverlayInput): Overlay {
  const off = useDesigner((state) => state.off)
  const direction = useDesigner((state) => state.direction)
  return useMemo(() => {
    const down = network && conditions.length > 0 ? downTunnels(network, conditions) : []
    return toOverlay({
      passage: trace?.[direction] ?? null,
      down: down.flatMap(({ from, to }) => {
        const [a, b] = [names.objectOf(from), names.objectOf(to)]
        return a === null || b === null ? [] : [{ from: a, to: b }]
      }),
      offs: offWords(groups, off),
    })
  }, [network, names, groups, conditions, off, trace, direction])
}
