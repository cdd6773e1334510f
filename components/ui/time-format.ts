export type TimeStyle = 'time' | 'seconds' | 'short' | 'long' | 'full'

const PARTS = {
  time: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  short: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  long: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
  full: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  },
} as const satisfies Record<TimeStyle, Intl.DateTimeFormatOptions>

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(style: TimeStyle, zone: 'UTC' | 'local'): Intl.DateTimeFormat {
  const key = `${style} ${zone}`
  const known = formats.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    ...PARTS[style],
    hourCycle: 'h23',
    ...(zone === 'UTC' ? { timeZone: 'UTC' } : {}),
    ...(style === 'full' && zone === 'local' ? { timeZoneName: 'short' } : {}),
  })
  formats.set(key, format)
  return format
}

/** `Thu 26 Nov, 09:40` in the reader's zone, or `Thu 26 Nov, 09:40 UTC`. An unreadable instant is a dash. */
export function formatInstant(at: string, style: TimeStyle, zone: 'UTC' | 'local'): string {
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return '–'
  const text = formatOf(style, zone)
    .formatToParts(ms)
    .map((part, index, all) =>
      part.type === 'literal' ? literal(part.value, all[index - 1]?.type) : part.value,
    )
    .join('')
  return zone === 'UTC' ? `${text} UTC` : text
}

/** Engines differ in commas; ours has one, before the time of day. */
function literal(value: string, before: string | undefined): string {
  if (before === 'weekday') return ' '
  if (value.trim() === ',' || value.includes(' at ')) return ', '
  return value
}
