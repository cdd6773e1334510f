import { DomainError } from '@/lib/errors/domain-error'
import { GO_UNITS, USER_UNITS, readDuration } from './duration-grammar'

const DAY = 86_400_000_000_000n
const MAX_DAYS = 106_751n
const MAX_NANOS = 2n ** 63n - 1n
const MAX_USER_DAYS = 3_650n

/**
 * Nanoseconds of a duration by tfuser's rules, for imports of its files and commands: `2h`, `1h30m`, and a bare number is *days*.
 * Zero, negative and overflowing ones, which tfuser accepts silently, are refused.
 *
 * @throws DomainError `DURATION_INVALID`, `DURATION_NOT_POSITIVE`, `DURATION_TOO_LONG`; `details.original` is tfuser's sentence, if it has one
 */
export function parseDuration(text: string): bigint {
  const parsed = readDuration(text, GO_UNITS)
  if (parsed !== null && parsed <= MAX_NANOS) return positive(text, parsed)
  if (!/^[+-]?[0-9]+$/.test(text)) {
    const code = parsed === null ? 'DURATION_INVALID' : 'DURATION_TOO_LONG'
    throw refuse(code, text, atoiSentence(text, 'invalid syntax'))
  }
  const days = BigInt(text.replace(/^\+/, ''))
  if (days > MAX_NANOS || days < -MAX_NANOS - 1n)
    throw refuse('DURATION_TOO_LONG', text, atoiSentence(text, 'value out of range'))
  if (days > MAX_DAYS) throw refuse('DURATION_TOO_LONG', text)
  return positive(text, days * DAY)
}

/**
 * Nanoseconds of a duration as people type it here: `2h`, `90m`, `14d`, `2w`, `1d12h`. A bare number is refused, because tfuser
 * means days by it and people mean hours.
 *
 * @throws DomainError `DURATION_BARE_NUMBER`, `DURATION_INVALID`, `DURATION_NOT_POSITIVE`, `DURATION_TOO_LONG`
 */
export function parseUserDuration(text: string): bigint {
  const trimmed = text.trim()
  const bare = /^[+-]?[0-9]+(?:\.[0-9]+)?$/.exec(trimmed)?.[0]
  if (bare !== undefined && Number(bare) > 0) throw bareNumber(bare.replace('+', ''))
  if (bare !== undefined) throw refuse('DURATION_NOT_POSITIVE', trimmed)
  const parsed = readDuration(trimmed, USER_UNITS)
  if (parsed === null) throw refuse('DURATION_INVALID', trimmed)
  if (parsed > MAX_USER_DAYS * DAY)
    throw new DomainError(
      'DURATION_TOO_LONG',
      `${clip(trimmed)} is longer than ten years, the most that can be reserved. Write at most ${MAX_USER_DAYS}d.`,
    )
  return positive(trimmed, parsed)
}

/** Go's form, as tfuser prints it: `48h0m0s`, `1h30m0s`, `100ms`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds < 0n) return `-${formatDuration(-nanoseconds)}`
  if (nanoseconds === 0n) return '0s'
  if (nanoseconds < 1_000n) return `${nanoseconds}ns`
  if (nanoseconds < 1_000_000n) return `${decimal(nanoseconds, 3)}µs`
  if (nanoseconds < 1_000_000_000n) return `${decimal(nanoseconds, 6)}ms`
  const minutes = nanoseconds / 60_000_000_000n
  const seconds = `${decimal(nanoseconds % 60_000_000_000n, 9)}s`
  if (minutes === 0n) return seconds
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`
}

/** For people: the two largest units, `14 d`, `2 h 30 min`, `45 s`. */
export function formatUserDuration(nanoseconds: bigint): string {
  const parts = [
    ['d', DAY, 0n],
    ['h', 3_600_000_000_000n, 24n],
    ['min', 60_000_000_000n, 60n],
    ['s', 1_000_000_000n, 60n],
  ] as const
  const shown = parts
    .map(([unit, size, cycle]) => ({
      unit,
      count: nanoseconds / size - (cycle ? (nanoseconds / (size * cycle)) * cycle : 0n),
    }))
    .slice(firstUnit(nanoseconds))
    .slice(0, 2)
    .filter(({ count }) => count > 0n)
  return shown.map(({ unit, count }) => `${count} ${unit}`).join(' ') || '0 s'
}

function firstUnit(nanoseconds: bigint): number {
  if (nanoseconds >= DAY) return 0
  if (nanoseconds >= 3_600_000_000_000n) return 1
  return nanoseconds >= 60_000_000_000n ? 2 : 3
}

/** `value` divided by 10^places, without trailing zeros. */
function decimal(value: bigint, places: number): string {
  const scale = 10n ** BigInt(places)
  const fraction = (value % scale).toString().padStart(places, '0').replace(/0+$/, '')
  return `${value / scale}${fraction && `.${fraction}`}`
}

function positive(text: string, nanoseconds: bigint): bigint {
  if (nanoseconds > 0n) return nanoseconds
  throw refuse('DURATION_NOT_POSITIVE', text)
}

function atoiSentence(text: string, why: string): string {
  return `unsupported duration format: strconv.Atoi: parsing ${JSON.stringify(text)}: ${why}`
}

const REFUSALS = {
  DURATION_INVALID: 'is not a duration. Write 2h for hours, 14d for days, or 1h30m.',
  DURATION_NOT_POSITIVE: 'would end at once. Write a duration longer than zero, such as 2h or 14d.',
  DURATION_TOO_LONG: 'is longer than a reservation can last. Write fewer days.',
} as const

function refuse(code: keyof typeof REFUSALS, text: string, original?: string): DomainError {
  return new DomainError(code, `"${clip(text)}" ${REFUSALS[code]}`, original ? { original } : {})
}

function bareNumber(text: string): DomainError {
  return new DomainError(
    'DURATION_BARE_NUMBER',
    `"${clip(text)}" has no unit. Write ${clip(text)}h for hours or ${clip(text)}d for days.`,
  )
}

const clip = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
