import { cx } from '@/components/ui/cx'
import type { RuleRow } from './model/rule-row'
import type { PlaceView } from './model/trace-view'

/** The machines on the way, numbered as on the canvas, each with what it looked at. */
export function TracePlaces({ places }: { places: readonly PlaceView[] }) {
  return (
    <ol className="p-4">
      {places.map((place, index) => (
        <Place key={place.number} place={place} isLast={index === places.length - 1} />
      ))}
    </ol>
  )
}

const NUMBER = {
  passed: 'bg-accent text-accent-fg',
  stops: 'bg-surface text-err ring-2 ring-err ring-inset',
  unreached: 'bg-hover text-fg-2',
} as const satisfies Record<PlaceView['state'], string>

function Place({ place, isLast }: { place: PlaceView; isLast: boolean }) {
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!isLast && (
        <span
          aria-hidden
          className={cx(
            'absolute top-6 bottom-1 left-[9.5px] w-px',
            place.state === 'passed' ? 'bg-accent' : 'bg-border',
          )}
        />
      )}
      <span
        aria-hidden
        className={cx(
          'grid size-5 shrink-0 place-items-center rounded-full text-micro tabular-nums',
          NUMBER[place.state],
        )}
      >
        {place.number}
      </span>
      <div className="min-w-0 flex-1">
        <h3 className={cx('text-label', place.state === 'unreached' && 'text-fg-3')}>
          {place.title}
          {place.state === 'unreached' && (
            <span className="ml-2 text-caption font-normal">not reached</span>
          )}
        </h3>
        <dl className="mt-1 grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1">
          {place.rows.map((row, index) => (
            <Row key={index} row={row} />
          ))}
        </dl>
      </div>
    </li>
  )
}

function Row({ row }: { row: RuleRow }) {
  return (
    <>
      <dt className="truncate text-caption text-fg-3" title={row.name}>
        {row.name}
      </dt>
      <dd className={cx('min-w-0 text-caption break-words', row.isQuiet && 'text-fg-3')}>
        <span className={row.mono ? 'mono' : undefined}>{row.value}</span>
        {row.mark && (
          <span className={cx('ml-2', row.mark === 'decides' ? 'text-accent' : 'text-err')}>
            {row.mark}
          </span>
        )}
      </dd>
    </>
  )
}
