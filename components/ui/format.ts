/** Words for numbers, the same on server and client: no locale, no time zone of the machine. */

export { shortKey } from '@/lib/network/labels'

/** 1234567 → `1 234 567` with narrow no-break spaces. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f')
}

export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** GiB as `812 GiB` or, from 1024, `1.78 TiB`. */
export function gib(value: number): string {
  const { number, unit } = gibParts(value)
  return `${number} ${unit}`
}

export function gibParts(value: number): { number: string; unit: 'GiB' | 'TiB' } {
  if (value < 1024) return { number: short(value), unit: 'GiB' }
  return { number: short(value / 1024), unit: 'TiB' }
}

/** At most three digits that matter: 0.69, 1.78, 12.4, 118. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return String(Number(value.toFixed(digits)))
}

const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 86_400

/** Two units at most: `46 d`, `1 d 19 h`, `19 h 8 min`, `4 min`, `12 s`. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < MINUTE_S) return `${seconds} s`
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min`
  if (seconds < DAY_S) {
    return two(Math.floor(seconds / HOUR_S), 'h', Math.floor((seconds % HOUR_S) / MINUTE_S), 'min')
  }
  const days = Math.floor(seconds / DAY_S)
  if (days >= 7) return `${days} d`
  return two(days, 'd', Math.floor((seconds % DAY_S) / HOUR_S), 'h')
}

function two(first: number, firstUnit: string, second: number, secondUnit: string): string {
  return second === 0 ? `${first} ${firstUnit}` : `${first} ${firstUnit} ${second} ${secondUnit}`
}

/** Two letters of a name for the avatar. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? '')
  return (first + last).toUpperCase()
}
