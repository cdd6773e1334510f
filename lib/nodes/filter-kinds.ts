import { DomainError } from '@/lib/errors/domain-error'
import { parseUserDuration } from '@/lib/protocol/duration'
import type { NodeRow } from './node-row'
import { joinValues, splitValues } from './value-list'

/** What a filter is compared with beside the row. */
export interface FilterScope {
  /** unix milliseconds */
  now: number
  /** networks drawn here, to find one by its name */
  networks: readonly { id: string; name: string }[]
}

/** Whether a row stays. */
export type RowTest = (row: NodeRow) => boolean

/** A value that was understood. */
export interface Reading {
  /** the value in its one spelling */
  text: string
  /** the value on the filter's chip */
  words: string
  /** made once per list, so that a row costs little */
  test: (scope: FilterScope) => RowTest
}

/** How a filter is set on the page. */
export type FilterControl =
  | { kind: 'words' }
  | { kind: 'choices'; options: readonly { value: string; label: string }[] }
  /** several of the names the rows have */
  | { kind: 'names'; of: (row: NodeRow) => string }
  | { kind: 'one'; options: readonly { value: string; label: string }[] }
  | { kind: 'amount'; unit: string }
  | { kind: 'text'; placeholder: string }
  | { kind: 'network' }

/** One row of the table of filters. */
export interface FilterRule {
  label: string
  group: 'Node' | 'Capacity' | 'Reach' | 'Place' | 'Trust' | 'Ours'
  control: FilterControl
  /** for the API's description */
  help: string
  /** @throws DomainError `INVALID_BODY` or one of a duration, with the sentence for people */
  read: (text: string) => Reading
}

type Facts = Pick<FilterRule, 'label' | 'group' | 'help'>

/** Refuses a filter's value. */
export function refuse(sentence: string): never {
  throw new DomainError('INVALID_BODY', sentence)
}

const quoted = (text: string) => `“${text.slice(0, 40)}”`

/** Several of a fixed list. */
export function choices<T extends string>(
  facts: Facts,
  options: Readonly<Record<T, string>>,
  valueOf: (row: NodeRow) => T,
): FilterRule {
  const known = Object.keys(options) as T[]
  const read = (text: string): Reading => {
    const asked = splitValues(text.toLowerCase())
    const wrong = asked.find((value) => !known.includes(value as T))
    if (wrong !== undefined || asked.length === 0)
      refuse(`${quoted(wrong ?? text)} is not one of ${known.join(', ')}.`)
    const chosen = new Set(known.filter((value) => asked.includes(value)))
    return {
      text: [...chosen].join(','),
      words: [...chosen].map((value) => options[value]).join(', '),
      test: () => (row) => chosen.has(valueOf(row)),
    }
  }
  const list = known.map((value) => ({ value, label: options[value] }))
  return { ...facts, control: { kind: 'choices', options: list }, read }
}

/** Several names, whatever their case; `also` gives a second name a row answers to. */
export function names(
  facts: Facts,
  valueOf: (row: NodeRow) => string,
  also: (row: NodeRow) => string = valueOf,
): FilterRule {
  const read = (text: string): Reading => {
    const asked = splitValues(text)
    if (asked.length === 0) refuse('Name at least one, several separated by commas.')
    const wanted = new Set(asked.map((value) => value.toLowerCase()))
    return {
      text: joinValues(asked),
      words: asked.join(', '),
      test: () => (row) =>
        wanted.has(valueOf(row).toLowerCase()) || wanted.has(also(row).toLowerCase()),
    }
  }
  return { ...facts, control: { kind: 'names', of: valueOf }, read }
}

/** Yes or no. */
export function yesNo(
  facts: Facts,
  words: { yes: string; no: string },
  isSo: (row: NodeRow) => boolean,
): FilterRule {
  const read = (text: string): Reading => {
    const value = text.trim().toLowerCase()
    if (value !== 'yes' && value !== 'no') refuse(`${quoted(text)} is neither yes nor no.`)
    return {
      text: value,
      words: words[value],
      test: () => (row) => isSo(row) === (value === 'yes'),
    }
  }
  const options = [
    { value: 'yes', label: words.yes },
    { value: 'no', label: words.no },
  ]
  return { ...facts, control: { kind: 'one', options }, read }
}

const MOST = 1e9

/** A number the row's value is compared with. */
export function amount(
  facts: Facts,
  { unit, sign, most = MOST }: { unit: string; sign: '≥' | '≤'; most?: number },
  valueOf: (row: NodeRow) => number,
): FilterRule {
  const read = (text: string): Reading => {
    const limit = numberIn(text, 0, most)
    return {
      text: String(limit),
      words: `${sign} ${limit}${unit === '%' ? ' %' : unit && ` ${unit}`}`,
      test: () => (sign === '≥' ? (row) => valueOf(row) >= limit : (row) => valueOf(row) <= limit),
    }
  }
  return { ...facts, control: { kind: 'amount', unit }, read }
}

/** A duration with its unit. `isWithin` gets the milliseconds. */
export function time(
  facts: Facts,
  { sign, placeholder }: { sign: string; placeholder: string },
  isWithin: (row: NodeRow, milliseconds: number, now: number) => boolean,
): FilterRule {
  const read = (text: string): Reading => {
    const value = text.trim()
    const milliseconds = Number(parseUserDuration(value) / 1_000_000n)
    return {
      text: value,
      words: `${sign} ${value}`,
      test:
        ({ now }) =>
        (row) =>
          isWithin(row, milliseconds, now),
    }
  }
  return { ...facts, control: { kind: 'text', placeholder }, read }
}

/** A plain decimal number between two limits. */
export function numberIn(text: string, least: number, most: number): number {
  const value = /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most))
    refuse(`${quoted(text)} is not a number from ${least} to ${most}.`)
  return value
}
