'use client'

import { cx } from './cx'
import { span } from './format'
import { useMounted, useNow } from './now'
import { formatInstant, type TimeStyle } from './time-format'
import { Tooltip } from './tooltip'

interface LocalTimeProps {
  /** ISO 8601 instant */
  at: string
  style?: TimeStyle
  className?: string
}

/** An instant in the reader's zone. The server writes UTC and says so; the browser replaces it. */
export function LocalTime({ at, style = 'short', className }: LocalTimeProps) {
  const mounted = useMounted()
  return (
    <time
      dateTime={at}
      className={cx('tabular-nums', className)}
      title={formatInstant(at, 'full', 'UTC')}
    >
      {formatInstant(at, style, mounted ? 'local' : 'UTC')}
    </time>
  )
}

/** The same instant in UTC, for the end of a reservation: two places may mean two days. */
export function UtcTime({ at, style = 'long', className }: LocalTimeProps) {
  return (
    <time dateTime={at} className={cx('tabular-nums', className)}>
      {formatInstant(at, style, 'UTC')}
    </time>
  )
}

interface RelativeTimeProps {
  at: string
  /** adds "ago" and "in" */
  words?: boolean
  className?: string
}

/** `4 min ago`, `in 2 d`; the absolute time is in the tooltip. */
export function RelativeTime({ at, words = true, className }: RelativeTimeProps) {
  const now = useNow()
  const mounted = useMounted()
  const distance = Date.parse(at) - now
  const text = words ? withWords(distance) : span(Math.abs(distance))
  return (
    <Tooltip content={formatInstant(at, 'full', mounted ? 'local' : 'UTC')}>
      <time dateTime={at} className={cx('whitespace-nowrap tabular-nums', className)}>
        {text}
      </time>
    </Tooltip>
  )
}

/** What is left until an instant: `1 d 19 h`, or `ended`. */
export function TimeLeft({ at, className }: { at: string; className?: string }) {
  const left = Date.parse(at) - useNow()
  return (
    <time dateTime={at} className={cx('whitespace-nowrap tabular-nums', className)}>
      {left > 0 ? span(left) : 'ended'}
    </time>
  )
}

function withWords(distance: number): string {
  if (Math.abs(distance) < 5000) return distance > 0 ? 'in a moment' : 'just now'
  return distance < 0 ? `${span(-distance)} ago` : `in ${span(distance)}`
}
