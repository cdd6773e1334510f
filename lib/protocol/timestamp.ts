import { DomainError } from '@/lib/errors/domain-error'

/** An instant with nanoseconds: unix seconds and 0–999 999 999 behind them. */
export interface Timestamp {
  seconds: bigint
  nanos: number
}

/** Go's zero time: a reservation that carries it was never dated. */
export const ZERO_TIME = '0001-01-01T00:00:00Z'

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|([+-])(\d\d):(\d\d))$/

/**
 * Parses RFC 3339 with up to nine decimals and any offset.
 *
 * @throws DomainError `TIMESTAMP_INVALID`
 */
export function parseTimestamp(text: string): Timestamp {
  const match = RFC3339.exec(text)
  if (!match) throw invalid(text)
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    ,
    sign,
    offsetHour,
    offsetMinute,
  ] = match
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  if (!isReal || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw invalid(text)
  if (Number(offsetHour ?? 0) > 23 || Number(offsetMinute ?? 0) > 59) throw invalid(text)
  const offset = (Number(offsetHour ?? 0) * 60 + Number(offsetMinute ?? 0)) * 60
  const ofDay = Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  const seconds = date.getTime() / 1000 + ofDay - (sign === '-' ? -offset : offset)
  return { seconds: BigInt(seconds), nanos: Number(fraction.slice(0, 9).padEnd(9, '0')) }
}

/**
 * The text Go writes for a timestamp it read: same offset, trailing zeros of the decimals dropped, `Z` for a zero offset.
 *
 * @throws DomainError `TIMESTAMP_INVALID`
 */
export function normalizeTimestamp(text: string): string {
  parseTimestamp(text)
  const fraction = /[.,](\d+)/.exec(text)?.[1]?.slice(0, 9).replace(/0+$/, '') ?? ''
  const offset = /[+-]\d\d:\d\d$/.exec(text)?.[0] ?? 'Z'
  const zone = /^[+-]00:00$/.test(offset) ? 'Z' : offset
  return `${text.slice(0, 19)}${fraction && `.${fraction}`}${zone}`
}

/**
 * RFC 3339 in UTC, trailing zeros of the decimals dropped.
 *
 * @param ms unix milliseconds
 * @param nanos nanoseconds on top of the millisecond, 0–999 999
 */
export function formatTimestamp(ms: number, nanos = 0): string {
  const [whole = '', fraction = ''] = new Date(ms).toISOString().slice(0, -1).split('.')
  const decimals = (fraction + String(nanos).padStart(6, '0')).replace(/0+$/, '')
  return `${whole}${decimals && `.${decimals}`}Z`
}

/** Unix milliseconds of a timestamp, rounded down. */
export function timestampMs({ seconds, nanos }: Timestamp): number {
  return Number(seconds) * 1000 + Math.floor(nanos / 1e6)
}

function invalid(text: string): DomainError {
  return new DomainError(
    'TIMESTAMP_INVALID',
    `"${text.slice(0, 60)}" is not an instant. Write it as 2020-02-10T12:13:46Z.`,
    {
      original: `parsing time ${JSON.stringify(JSON.stringify(text))} as "\\"2006-01-02T15:04:05Z07:00\\"": cannot parse`,
    },
  )
}
