import Link from 'next/link'
import type { ReactNode } from 'react'
import { ReliabilityWords } from '@/components/farms/reliability-words'
import { Card, CardHeader } from '@/components/ui/card'
import { count, gib, plural, short } from '@/components/ui/format'
import { Meter } from '@/components/ui/meter'
import { ReservationStatus } from '@/components/ui/status-dot'
import { LocalTime } from '@/components/ui/time'
import type { FarmDetailView } from '@/lib/schemas/nodes'
import { StatusCounts } from './status-counts'

export function CapacityCard({ farm }: { farm: FarmDetailView }) {
  return (
    <Card>
      <CardHeader title="Capacity" note="free of all its nodes, whatever their status" />
      <div className="grid gap-4 p-4 sm:grid-cols-2">
        <Line label="vCPU" amounts={farm.cpu} write={short} />
        <Line label="Memory" amounts={farm.memory} write={gib} />
        <Line label="SSD" amounts={farm.ssd} write={gib} />
        <Line label="HDD" amounts={farm.hdd} write={gib} />
      </div>
    </Card>
  )
}

function Line({
  label,
  amounts,
  write,
}: {
  label: string
  amounts: FarmDetailView['cpu']
  write: (value: number) => string
}) {
  if (amounts.total === 0)
    return (
      <p className="flex justify-between">
        {label} <span className="text-fg-3">none</span>
      </p>
    )
  return (
    <div>
      <p className="mb-1.5 flex justify-between">
        {label}
        <span className="text-fg-3 tabular-nums">
          <b className="font-medium text-fg">{write(amounts.free)}</b> of {write(amounts.total)}{' '}
          free
        </span>
      </p>
      <Meter value={amounts.used} max={amounts.total} label={`${label} used`} />
    </div>
  )
}

const PLACES_SHOWN = 6
const ENDPOINTS = { dual: 'dual', ipv4: 'IPv4', ipv6: 'IPv6', hidden: 'hidden' } as const

export function StateCard({ farm }: { farm: FarmDetailView }) {
  const more = farm.places.length - PLACES_SHOWN
  const classes = (Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[]).filter(
    (key) => farm.endpoints[key] > 0,
  )
  return (
    <Card>
      <CardHeader title="State" />
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-2 p-4">
        <Fact label="Nodes">
          <StatusCounts counts={farm.counts} />
        </Fact>
        <Fact label="Endpoints">
          {classes.map((key) => `${count(farm.endpoints[key])} ${ENDPOINTS[key]}`).join(', ') ||
            'none'}
        </Fact>
        <Fact label="Reliability">
          <ReliabilityWords reliability={farm.reliability} />
        </Fact>
        <Fact label="Places">
          {farm.places
            .slice(0, PLACES_SHOWN)
            .map(({ name, nodes }) => (nodes > 1 ? `${name} (${count(nodes)})` : name))
            .join(' · ') || 'none'}
          {more > 0 && ` · ${count(more)} more`}
        </Fact>
      </dl>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-caption leading-5 text-fg-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

const RESERVATIONS_SHOWN = 50

export function OursCard({ farm }: { farm: FarmDetailView }) {
  const { reservations } = farm
  return (
    <Card>
      <CardHeader title="Our reservations here" note={plural(reservations.length, 'reservation')} />
      {reservations.length === 0 ? (
        <p className="p-4 text-fg-3">Nothing of ours is on this farm.</p>
      ) : (
        <ul className="divide-y px-4">
          {reservations.slice(0, RESERVATIONS_SHOWN).map((one) => (
            <li key={one.id} className="flex items-center gap-3 py-2">
              <span className="min-w-0 flex-1">
                <Link
                  href={`/reservations/${one.id}`}
                  className="touch-target block truncate rounded-sm text-label hover:underline"
                >
                  {one.workloadName}
                </Link>
                <span className="block truncate text-caption text-fg-3">
                  {one.type} on {one.nodeLabel} · ends <LocalTime at={one.endsAt} />
                </span>
              </span>
              <ReservationStatus state={one.state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
