import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { Details, ErrorPanel } from '@/components/ui/error-panel'
import { Key } from '@/components/ui/key'
import { Section } from '@/components/ui/section'
import { SimulatedTag } from '@/components/ui/tag'
import { LocalTime, RelativeTime, UtcTime } from '@/components/ui/time'
import { isLiveState, STATE_TONE } from '@/lib/protocol/states'
import type { EventView, ReservationView } from '@/lib/schemas/views'
import { TimeLine } from './time-line'
import { WorkloadFacts } from './workload-facts'

interface ReservationDetailProps {
  reservation: ReservationView
  /** the exact signed body */
  raw: string
  events: readonly EventView[]
}

export function ReservationDetail({ reservation, raw, events }: ReservationDetailProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="flex min-w-0 flex-col gap-4">
        <Trouble reservation={reservation} />
        <Facts reservation={reservation} />
        <WorkloadFacts reservation={reservation} raw={raw} />
        <Answer result={reservation.result} />
        <Details title="Signed body" text={pretty(raw)} />
      </div>
      <Card className="self-start">
        <Section title="Time line">
          <TimeLine events={events} />
        </Section>
      </Card>
    </div>
  )
}

const TROUBLE_TITLE: Partial<Record<ReservationView['state'], string>> = {
  failed: 'The reservation failed',
  lost: 'The explorer holds something else under this id',
  drifted: 'What runs is not what was signed',
}

function Trouble({ reservation }: { reservation: ReservationView }) {
  const title = TROUBLE_TITLE[reservation.state]
  if (!title && !reservation.error) return null
  if (STATE_TONE[reservation.state] === 'ended') return null
  return (
    <ErrorPanel title={title ?? 'The last attempt did not go through'}>
      {reservation.error ?? 'The node gave no reason.'}
      {reservation.supersededBy && (
        <>
          {' '}
          <Link
            href={`/reservations/${reservation.supersededBy}`}
            className="underline underline-offset-2"
          >
            A newer reservation
          </Link>{' '}
          took its place.
        </>
      )}
    </ErrorPanel>
  )
}

function Facts({ reservation }: { reservation: ReservationView }) {
  const isLive = isLiveState(reservation.state)
  return (
    <Card>
      <CardHeader title="Reservation" />
      <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-2 p-4">
        <Fact label="Ends">
          <LocalTime at={reservation.endsAt} style="long" className="whitespace-nowrap" />
          {isLive && (
            <span className="ml-2 text-fg-3">
              <RelativeTime at={reservation.endsAt} />
            </span>
          )}
          <UtcTime at={reservation.endsAt} className="block text-caption text-fg-3" />
        </Fact>
        <Fact label="Node">
          <span className="flex flex-wrap items-center gap-2">
            <Link
              href={`/nodes?node=${encodeURIComponent(reservation.nodeId)}`}
              className="rounded-sm underline decoration-line underline-offset-2"
            >
              {reservation.nodeLabel}
            </Link>
            <Key value={reservation.nodeId} what="node id" />
            {reservation.simulated && <SimulatedTag />}
          </span>
        </Fact>
        {reservation.networkId && (
          <Fact label="Network">
            <Link
              href={`/networks/${reservation.networkId}`}
              className="rounded-sm underline decoration-line underline-offset-2"
            >
              {reservation.networkName}
            </Link>
          </Fact>
        )}
        {reservation.clusterId && (
          <Fact label="Cluster">
            <Link
              href={`/clusters/${reservation.clusterId}`}
              className="rounded-sm underline decoration-line underline-offset-2"
            >
              {reservation.clusterName}
            </Link>
          </Fact>
        )}
        <Fact label="Signed by">
          <span className="flex flex-wrap items-center gap-2">
            {reservation.identityName}
            <Key value={reservation.userId} what="identity id" />
          </span>
        </Fact>
        <Fact label="Grid">{reservation.gridName}</Fact>
        <Fact label="Made">
          <LocalTime at={reservation.createdAt} style="long" />
        </Fact>
        {reservation.supersededBy && (
          <Fact label="Replaced by">
            <Link
              href={`/reservations/${reservation.supersededBy}`}
              className="rounded-sm underline decoration-line underline-offset-2"
            >
              a newer reservation
            </Link>
          </Fact>
        )}
      </dl>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-caption leading-5 text-fg-3">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

function Answer({ result }: { result: ReservationView['result'] }) {
  if (!result) return null
  const data =
    result.data === null || result.data === undefined ? '' : JSON.stringify(result.data, null, 2)
  const text = [result.message, data].filter(Boolean).join('\n')
  return (
    <Card>
      <CardHeader
        title="What the node answered"
        note={result.state}
        actions={
          text && (
            <CopyButton text={text} what="the answer">
              Copy
            </CopyButton>
          )
        }
      />
      <pre
        tabIndex={0}
        className="mono max-h-72 overflow-auto p-4 break-words whitespace-pre-wrap text-fg-2"
      >
        {text || `${result.state}, without a message`}
      </pre>
    </Card>
  )
}

/** Indented for reading; the bytes that were signed are one line. Text that is no JSON stays as it is. */
function pretty(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2)
  } catch {
    return raw
  }
}
