import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { count, plural } from '@/components/ui/format'
import { TimeLeft } from '@/components/ui/time'
import type { OverviewView } from '@/lib/schemas/views'

/** The numbers a person looks for first. */
export function Figures({ overview }: { overview: OverviewView }) {
  const { nodes, networks, nextEnd } = overview
  const running = networks.filter((network) =>
    ['running', 'warning'].includes(network.state),
  ).length
  const notUp = nodes.late + nodes.down
  return (
    <Card className="mb-4 overflow-hidden">
      {/* One pixel of the border shows between the cells, however they wrap. */}
      <dl className="grid grid-cols-2 gap-px bg-border lg:grid-cols-4">
        <Figure label="Networks running" note={stagedNote(overview)}>
          {count(running)} <Of>of {count(networks.length)}</Of>
        </Figure>
        <Figure label="Live reservations" note={liveNote(overview)}>
          {count(overview.liveReservations)}
        </Figure>
        <Figure label="Grid nodes up" note={notUp > 0 ? `${count(notUp)} not up` : undefined}>
          {count(nodes.up)} <Of>of {count(nodes.total)}</Of>
        </Figure>
        <Figure label="Next end" note={nextEnd?.name}>
          {nextEnd ? <TimeLeft at={nextEnd.at} /> : <Of>none</Of>}
        </Figure>
      </dl>
    </Card>
  )
}

function liveNote({ liveNodes, clusters }: OverviewView): string | undefined {
  const parts = [
    liveNodes > 0 && `on ${plural(liveNodes, 'node')}`,
    clusters > 0 && plural(clusters, 'cluster'),
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(', ') : undefined
}

function stagedNote({ networks }: OverviewView): string | undefined {
  const staged = networks.reduce((sum, network) => sum + network.staged, 0)
  return staged > 0 ? `${count(staged)} staged` : undefined
}

function Of({ children }: { children: ReactNode }) {
  return <span className="text-fg-3">{children}</span>
}

function Figure({ label, note, children }: { label: string; note?: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-surface px-4 py-3">
      <dt className="text-caption leading-5 text-fg-3">{label}</dt>
      <dd className="mt-1 flex min-w-0 items-baseline gap-2">
        <span className="text-figure whitespace-nowrap tabular-nums max-sm:text-[22px]">
          {children}
        </span>
        {note && <span className="min-w-0 truncate text-caption text-fg-3">{note}</span>}
      </dd>
    </div>
  )
}
