import { Glyph } from '@/components/ui/glyph'
import { eventTone, reservationLook } from '@/components/ui/status-table'
import { LocalTime } from '@/components/ui/time'
import { RESERVATION_STATES } from '@/lib/protocol/states'
import type { EventView } from '@/lib/schemas/views'

/** What happened to one thing, newest first. */
export function TimeLine({ events }: { events: readonly EventView[] }) {
  if (events.length === 0) return <p className="text-fg-3">Nothing is recorded of it.</p>
  const newestFirst = [...events].sort((a, b) => b.id - a.id)
  return (
    <ol>
      {newestFirst.map((event) => (
        <li
          key={event.id}
          className="relative flex gap-3 pb-3 before:absolute before:top-[18px] before:-bottom-px before:left-[4.25px] before:w-[1.5px] before:bg-border last:pb-0 last:before:hidden"
        >
          <Glyph tone={eventTone(event.toState)} className="mt-[5px]" />
          <div className="min-w-0 flex-1">
            <p className="flex gap-2">
              <span className="min-w-0 flex-1 text-label">{headOf(event)}</span>
              <LocalTime
                at={event.at}
                style="seconds"
                className="shrink-0 text-caption leading-5 text-fg-3"
              />
            </p>
            <p className="text-caption break-words text-fg-3">
              {event.message}
              {event.actorName && ` · ${event.actorName}`}
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function headOf(event: EventView): string {
  const state = RESERVATION_STATES.find((candidate) => candidate === event.toState)
  const word = state ? reservationLook(state).word : (event.toState ?? 'Note')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
