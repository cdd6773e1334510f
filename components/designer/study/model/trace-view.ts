import { plural } from '@/components/ui/format'
import type { Passage, Trace, TraceHop } from '@/lib/network/trace'
import type { TraceRule } from '@/lib/network/trace-rules'
import type { MachineNames } from './names'
import { lossHeadline, lossSentence } from './loss-sentence'
import { ruleRow, type RuleRow } from './rule-row'

/** One machine on the way, with what was looked at there. */
export interface PlaceView {
  number: number
  /** canvas object; null for a key that nobody in the network has */
  object: string | null
  title: string
  state: 'passed' | 'stops' | 'unreached'
  rows: readonly RuleRow[]
}

/** One direction of a trace, in words. */
export interface PassageView {
  delivered: boolean
  headline: string
  sentence: string
  places: readonly PlaceView[]
  /** tunnels crossed, as object ids; the last one of a lost packet is the one it was lost in */
  lines: readonly { from: string; to: string; isCrossed: boolean }[]
}

export interface TraceView {
  /** both ways */
  delivered: boolean
  there: PassageView
  back: PassageView
  /** one line for the strip on the canvas */
  summary: string
}

/** A trace in the words of the page. */
export function toTraceView(trace: Trace, names: MachineNames): TraceView {
  const there = toPassageView(trace, names)
  const back = toPassageView(trace.reply, names)
  const delivered = there.delivered && back.delivered
  return { delivered, there, back, summary: summaryOf(trace, there, back) }
}

function summaryOf({ hops, reply }: Trace, there: PassageView, back: PassageView): string {
  if (!there.delivered) return there.headline
  if (!back.delivered) return `${plural(hops.length, 'hop')}, but the reply is lost`
  const isSame = wayOf(hops) === wayOf(reply.hops.map(turned).reverse())
  return `${plural(hops.length, 'hop')}, the reply takes ${isSame ? 'the same path' : 'another path'}`
}

const wayOf = (hops: readonly Pick<TraceHop, 'node' | 'peer'>[]) =>
  hops.map(({ node, peer }) => `${node} ${peer}`).join(' ')
const turned = ({ node, peer }: TraceHop) => ({ node: peer, peer: node })

function toPassageView(passage: Passage, names: MachineNames): PassageView {
  const delivered = passage.verdict === 'delivered'
  return {
    delivered,
    headline: delivered
      ? `Delivered, ${plural(passage.hops.length, 'hop')}`
      : lossHeadline(passage, names),
    sentence: delivered ? deliveredSentence(passage, names) : lossSentence(passage, names),
    places: placesOf(passage, names),
    lines: linesOf(passage, names),
  }
}

function deliveredSentence({ hops }: Passage, names: MachineNames): string {
  const between = hops.slice(0, -1).map(({ peer }) => names.titleOf(peer))
  if (hops.length === 0) return 'It never leaves the machine.'
  if (between.length === 0) return 'The two have a tunnel of their own.'
  return `It goes through ${between.join(', then ')}.`
}

/** The machines in order, each with the rules it applied; of a lost packet also the one it did not reach. */
function placesOf(passage: Passage, names: MachineNames): PlaceView[] {
  const { hops, end } = passage
  const machines = [...hops.map(({ node }) => node), ...lastMachine(passage)]
  return machines.map((machine, index) => {
    const rules = [
      ...arrivalRules(hops[index - 1]),
      ...departureRules(hops[index]),
      ...(index === machines.length - 1 || machine === end.node ? endRules(passage, index) : []),
    ]
    const stops = rules.some(({ outcome }) => outcome === 'stops')
    const isReached = hops.slice(0, index).every(({ dialledBy }) => dialledBy !== null)
    return {
      number: index + 1,
      object: names.objectOf(machine),
      title: names.titleOf(machine),
      state: stops ? 'stops' : isReached ? 'passed' : 'unreached',
      rows: rules.map((rule) => ruleRow(rule, names)),
    }
  })
}

function lastMachine({ hops, end }: Passage): string[] {
  const last = hops.at(-1)
  return [last ? last.peer : end.node]
}

const isSource = ({ kind }: TraceRule) => kind === 'source'
const arrivalRules = (hop: TraceHop | undefined) => hop?.rules.filter(isSource) ?? []
const departureRules = (hop: TraceHop | undefined) =>
  hop?.rules.filter((rule) => !isSource(rule)) ?? []

/** What the machine that has the packet last did belongs to the last place that is this machine. */
function endRules({ hops, end }: Passage, index: number): readonly TraceRule[] {
  const machines = [...hops.map(({ node }) => node), hops.at(-1)?.peer ?? end.node]
  return machines.lastIndexOf(end.node) === index ? end.rules : []
}

function linesOf({ hops, verdict }: Passage, names: MachineNames): PassageView['lines'] {
  return hops.flatMap(({ node, peer }, index) => {
    const [from, to] = [names.objectOf(node), names.objectOf(peer)]
    if (from === null || to === null) return []
    return [{ from, to, isCrossed: verdict === 'delivered' || index < hops.length - 1 }]
  })
}
