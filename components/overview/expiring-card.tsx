import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { Meter } from '@/components/ui/meter'
import { Tag } from '@/components/ui/tag'
import { LocalTime, TimeLeft } from '@/components/ui/time'
import { plural } from '@/components/ui/format'
import type { NetworkSummary } from '@/lib/schemas/views'

/** Networks that end within a week. */
export const SOON_MS = 7 * 86_400_000

interface Ending {
  network: NetworkSummary
  endsAt: string
  leftMs: number
}

/** What ends soon, soonest first; `now` in milliseconds. */
export function endingSoon(networks: readonly NetworkSummary[], now: number): Ending[] {
  return networks
    .flatMap((network) => {
      const leftMs = network.endsAt ? Date.parse(network.endsAt) - now : -1
      return network.endsAt && leftMs > 0 && leftMs <= SOON_MS
        ? [{ network, endsAt: network.endsAt, leftMs }]
        : []
    })
    .sort((a, b) => a.leftMs - b.leftMs)
}

export function ExpiringCard({ endings }: { endings: readonly Ending[] }) {
  return (
    <Card className={endings.length > 0 ? 'max-lg:order-first' : undefined}>
      <CardHeader
        title="Ending within a week"
        note={endings.length > 0 && <Tag>{endings.length}</Tag>}
      />
      {endings.length === 0 ? (
        <p className="px-4 py-6 text-fg-3">Nothing ends in the next 7 days.</p>
      ) : (
        <ul className="divide-y">
          {endings.map(({ network, endsAt, leftMs }) => (
            <li key={network.id} className="px-4 py-2.5">
              <p className="flex items-baseline gap-2">
                <Link
                  href={`/networks/${network.id}`}
                  className="min-w-0 truncate rounded-sm text-label hover:underline"
                >
                  {network.name}
                </Link>
                <span className="text-caption text-fg-3">{plural(network.resources, 'node')}</span>
                <TimeLeft at={endsAt} className="ml-auto" />
              </p>
              <Meter
                value={leftMs}
                max={SOON_MS}
                label={`Time left of ${network.name}, full bar is 7 days`}
                tone="warn"
                className="my-1.5"
              />
              <p className="text-caption text-fg-3">
                ends <LocalTime at={endsAt} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
