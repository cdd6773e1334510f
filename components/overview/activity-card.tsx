import { Card, CardHeader } from '@/components/ui/card'
import { Glyph } from '@/components/ui/glyph'
import { eventTone } from '@/components/ui/status-table'
import { RelativeTime } from '@/components/ui/time'
import type { EventView } from '@/lib/schemas/views'

const SHOWN = 7

export function ActivityCard({ events }: { events: readonly EventView[] }) {
  return (
    <Card>
      <CardHeader title="Recent activity" />
      {events.length === 0 ? (
        <p className="px-4 py-6 text-fg-3">Nothing has happened yet.</p>
      ) : (
        <ol className="py-1.5">
          {events.slice(0, SHOWN).map((event) => (
            <li key={event.id} className="flex gap-2.5 px-4 py-2">
              <Glyph tone={eventTone(event.toState)} className="mt-[5px]" />
              <div className="min-w-0">
                <p className="line-clamp-2 break-words">{event.message}</p>
                <p className="text-caption text-fg-3">
                  {event.actorName && `${event.actorName} · `}
                  <RelativeTime at={event.at} />
                </p>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
