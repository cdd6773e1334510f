'use client'

import { cx } from '@/components/ui/cx'
import { plural, span } from '@/components/ui/format'
import { Section } from '@/components/ui/section'
import { useMounted } from '@/components/ui/now'
import { formatInstant } from '@/components/ui/time-format'
import type { NodeHistoryView, ReliabilityView } from '@/lib/schemas/nodes'
import { shareWords, watchedWords } from './reliability-text'

type Bar = NodeHistoryView['heartbeats'][number]

/** Height and colour, so that nothing hangs on colour alone. */
const BAR = {
  up: 'h-full bg-ok',
  late: 'h-2/3 bg-warn',
  down: 'h-1/3 bg-err',
  gone: 'h-1/3 bg-err',
} as const

/** The last day in bars and the last 30 days in a figure, never more than was watched. */
export function NodeHeartbeats({ history }: { history: NodeHistoryView }) {
  const mounted = useMounted()
  const { heartbeats, reliability } = history
  return (
    <>
      <Section title="Heartbeats, 24 h">
        <div role="img" aria-label={barsInWords(heartbeats)} className="flex h-4 items-end gap-px">
          {heartbeats.map((bar) => (
            <i
              key={bar.from}
              title={`${formatInstant(bar.from, 'short', mounted ? 'local' : 'UTC')}: ${bar.worst ?? 'not watched'}`}
              className={cx('flex-1 rounded-[1px]', bar.worst ? BAR[bar.worst] : 'h-[3px] bg-bar')}
            />
          ))}
        </div>
        <p className="mt-1 flex justify-between text-caption text-fg-3">
          <span>a day ago</span>
          <span>{missedWords(heartbeats)}</span>
          <span>now</span>
        </p>
      </Section>
      <Section
        title="Reliability, 30 days"
        aside={reliability.up !== null && watchedWords(reliability.knownFor)}
      >
        <ReliabilityFigure reliability={reliability} />
      </Section>
    </>
  )
}

function ReliabilityFigure({ reliability }: { reliability: ReliabilityView }) {
  const { up, late, outages, longest } = reliability
  if (up === null)
    return <p className="text-fg-2">Nothing is known yet: it shows once its grid was read twice.</p>
  return (
    <p className="text-fg-2">
      <b className="text-title text-fg tabular-nums">{shareWords(up)}</b> up
      {late !== null && late > 0 && `, ${shareWords(late)} of it late`}
      {outages === 0
        ? ', no outage'
        : `, ${plural(outages, 'outage')}, the longest ${span(longest)}`}
    </p>
  )
}

function missedWords(bars: readonly Bar[]): string {
  const missed = bars.filter(({ worst }) => worst === 'down' || worst === 'gone').length
  const unknown = bars.filter(({ worst }) => worst === null).length
  if (missed > 0) return `down in ${missed} of ${bars.length - unknown} half hours`
  return unknown === bars.length
    ? 'not watched'
    : unknown > 0
      ? 'none missed while watched'
      : 'none missed'
}

function barsInWords(bars: readonly Bar[]): string {
  const count = (...kinds: (Bar['worst'] | null)[]) =>
    bars.filter(({ worst }) => kinds.includes(worst)).length
  return `Of ${bars.length} half hours: ${count('up')} up, ${count('late')} late, ${count('down', 'gone')} down, ${count(null)} not watched`
}
