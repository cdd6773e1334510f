import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { Glyph } from '@/components/ui/glyph'
import { eventTone, reservationLook } from '@/components/ui/status-table'
import { RelativeTime } from '@/components/ui/time'
import { RESERVATION_STATES } from '@/lib/protocol/states'
import type { EventView, NetworkSummary } from '@/lib/schemas/views'

const SHOWN = 7

interface ActivityCardProps {
  events: readonly EventView[]
  networks: readonly Pick<NetworkSummary, 'id' | 'name'>[]
}

export function ActivityCard({ events, networks }: ActivityCardProps) {
  const names = new Map(networks.map((network) => [network.id, network.name]))
  return (
    <Card>
      <CardHeader title="Recent activity" />
      {events.length === 0 ? (
        <p className="px-4 py-6 text-fg-3">Nothing has happened yet.</p>
      ) : (
        <ol className="py-1.5">
          {events.slice(0, SHOWN).map((event) => (
            <ActivityRow
              key={event.id}
              event={event}
              networkName={event.networkId ? names.get(event.networkId) : undefined}
            />
          ))}
        </ol>
      )}
    </Card>
  )
}

function ActivityRow({
  event,
  networkName,
}: {
  event: EventView
  networkName: string | undefined
}) {
  const href = hrefOf(event)
  const { head, rest } = sentenceOf(event)
  return (
    <li className="flex gap-2.5 px-4 py-2">
      <Glyph tone={eventTone(event.toState)} className="mt-[5px]" />
      <div className="min-w-0">
        <p className="line-clamp-2 break-words">
          {href ? (
            <Link href={href} className="rounded-sm hover:underline">
              {head}
            </Link>
          ) : (
            head
          )}
        </p>
        <p className="text-caption break-words text-fg-3">
          {[rest, networkName, event.actorName].filter(Boolean).map((text) => `${text} · `)}
          <RelativeTime at={event.at} />
        </p>
      </div>
    </li>
  )
}

/** A reservation's own sentence has no subject: on its time line everything is about it, here nothing is. */
function sentenceOf(event: EventView): { head: string; rest?: string } {
  const state = RESERVATION_STATES.find((candidate) => candidate === event.toState)
  if (event.kind !== 'reservation' || !state) return { head: event.message }
  return {
    head: `Reservation ${reservationLook(state).word.toLowerCase()}`,
    rest: event.message.replace(/\.$/, ''),
  }
}

const PAGES: Record<string, string> = {
  reservation: '/reservations/',
  network: '/networks/',
  operation: '/operations/',
}

function hrefOf(event: EventView): string | null {
  const page = PAGES[event.kind]
  if (!page || event.toState === 'deleted') return null
  return page + encodeURIComponent(event.subjectId)
}
