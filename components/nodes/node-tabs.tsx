'use client'

import Link from 'next/link'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Glyph } from '@/components/ui/glyph'
import { SkeletonRows } from '@/components/ui/skeleton'
import { ReservationStatus, StatusDot } from '@/components/ui/status-dot'
import { eventTone, FRESHNESS_LOOK } from '@/components/ui/status-table'
import { Tabs } from '@/components/ui/tabs'
import { LocalTime, RelativeTime } from '@/components/ui/time'
import type { NodeHistoryView } from '@/lib/schemas/nodes'
import type { NodeView } from '@/lib/schemas/views'
import { NodeFacts } from './node-detail'
import { NodeHeartbeats } from './node-heartbeats'

interface NodeTabsProps {
  node: NodeView
  /** null while it loads */
  history: NodeHistoryView | null
  error?: string | null
}

/** What is known of a node: the same in the panel and on its page. */
export function NodeTabs({ node, history, error = null }: NodeTabsProps) {
  const waiting = error ? (
    <div className="p-4">
      <ErrorPanel title="Its history could not be read">{error}</ErrorPanel>
    </div>
  ) : (
    <SkeletonRows label="Loading its history…" />
  )
  return (
    <Tabs
      label="About the node"
      items={[
        {
          value: 'overview',
          label: 'Overview',
          content: (
            <NodeFacts node={node}>
              {history ? <NodeHeartbeats history={history} /> : waiting}
            </NodeFacts>
          ),
        },
        {
          value: 'yours',
          label: 'Yours',
          ...(history && { count: history.reservations.length }),
          content: history ? <Ours history={history} /> : waiting,
        },
        {
          value: 'interfaces',
          label: 'Interfaces',
          count: node.interfaces.length,
          content: <Interfaces node={node} />,
        },
        {
          value: 'history',
          label: 'History',
          content: history ? <History history={history} /> : waiting,
        },
      ]}
    />
  )
}

function Ours({ history: { reservations, networks } }: { history: NodeHistoryView }) {
  return (
    <div className="p-4">
      {networks.length > 0 && (
        <p className="mb-3 text-fg-2">
          On {networks.length === 1 ? 'the network' : 'the networks'}{' '}
          {networks.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link
                href={`/networks/${id}`}
                className="font-medium text-fg underline decoration-line underline-offset-2"
              >
                {name}
              </Link>
            </span>
          ))}
          .
        </p>
      )}
      {reservations.length === 0 ? (
        <p className="text-fg-3">No reservation of yours is here.</p>
      ) : (
        <ul className="divide-y">
          {reservations.map((one) => (
            <li key={one.id} className="flex items-center gap-2 py-2">
              <span className="min-w-0 flex-1">
                <Link
                  href={`/reservations/${one.id}`}
                  className="touch-target block truncate rounded-sm text-label hover:underline"
                >
                  {one.workloadName}
                </Link>
                <span className="block text-caption text-fg-3">
                  {one.type} · ends <LocalTime at={one.endsAt} />
                </span>
              </span>
              <ReservationStatus state={one.state} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Interfaces({ node }: { node: NodeView }) {
  if (node.interfaces.length === 0)
    return <p className="p-4 text-fg-3">The node names no interface.</p>
  return (
    <dl className="divide-y">
      {node.interfaces.map((item) => (
        <div key={item.name} className="grid grid-cols-[88px_minmax(0,1fr)] gap-3 px-4 py-2">
          <dt className="mono truncate text-fg-2">{item.name}</dt>
          <dd className="mono min-w-0 break-all whitespace-pre-line text-fg-3">
            {item.addresses.join('\n') || 'no address'}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const GONE = { tone: 'failed', word: 'Gone from its grid' } as const

function History({ history: { changes, events } }: { history: NodeHistoryView }) {
  return (
    <div className="divide-y">
      <section className="px-4 py-3">
        <h3 className="mb-2 text-caption font-medium text-fg-3">Status</h3>
        {changes.length === 0 && <p className="text-fg-3">Nothing was seen of it yet.</p>}
        <ul className="flex flex-col gap-1.5">
          {changes.map((change) => (
            <li key={change.at} className="flex items-center justify-between gap-2">
              <StatusDot
                {...(change.freshness === 'gone' ? GONE : FRESHNESS_LOOK[change.freshness])}
              />
              <RelativeTime at={change.at} className="text-caption text-fg-3" />
            </li>
          ))}
        </ul>
      </section>
      <section className="px-4 py-3">
        <h3 className="mb-2 text-caption font-medium text-fg-3">Your reservations here</h3>
        {events.length === 0 && <p className="text-fg-3">Nothing of yours happened here.</p>}
        <ul className="flex flex-col gap-2">
          {events.map((event) => (
            <li key={event.id} className="flex gap-2">
              <Glyph tone={eventTone(event.toState)} className="mt-[5px]" />
              <span className="min-w-0 flex-1 break-words text-fg-2">
                {event.message}
                <RelativeTime at={event.at} className="ml-1 text-caption text-fg-3" />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
