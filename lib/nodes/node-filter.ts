import { isDomainError } from '@/lib/errors/domain-error'
import { FILTER_KEYS, filterRule, type FilterKey } from './filters'
import type { FilterScope, Reading, RowTest } from './filter-kinds'
import type { NodeRow } from './node-row'

/** Filters that are set, each as the address writes it. */
export type NodeFilter = { readonly [Key in FilterKey]?: string }

/** A value understood, or the sentence why not. */
export function readFilter(key: FilterKey, text: string): Reading | { problem: string } {
  try {
    return filterRule(key).read(text)
  } catch (error) {
    if (!isDomainError(error)) throw error
    return { problem: error.message }
  }
}

/** The filters among an address's parameters; what cannot be read is named and does not filter. */
export function parseFilter(params: Iterable<readonly [string, string]>): {
  filter: NodeFilter
  problems: { key: FilterKey; message: string }[]
} {
  const given = new Map(params)
  const filter: { [Key in FilterKey]?: string } = {}
  const problems: { key: FilterKey; message: string }[] = []
  for (const key of FILTER_KEYS) {
    const text = given.get(key)
    if (text === undefined || text === '') continue
    const reading = readFilter(key, text)
    if ('problem' in reading) problems.push({ key, message: reading.problem })
    else filter[key] = reading.text
  }
  return { filter, problems }
}

/** What a filter shows of itself: one chip per filter that is set, words aside. */
export function chipsOf(filter: NodeFilter): { key: FilterKey; label: string; words: string }[] {
  return FILTER_KEYS.flatMap((key) => {
    const text = filter[key]
    if (text === undefined || key === 'q') return []
    const reading = readFilter(key, text)
    return 'problem' in reading ? [] : [{ key, label: filterRule(key).label, words: reading.words }]
  })
}

/** One test for all filters but those left out. */
export function rowTest(
  filter: NodeFilter,
  scope: FilterScope,
  without: readonly FilterKey[] = [],
): RowTest {
  const tests = FILTER_KEYS.flatMap((key) => {
    const text = filter[key]
    if (text === undefined || without.includes(key)) return []
    const reading = readFilter(key, text)
    return 'problem' in reading ? [] : [reading.test(scope)]
  })
  return (row) => {
    for (const test of tests) if (!test(row)) return false
    return true
  }
}

/** The rows that pass every filter, in their order. */
export function filterRows(
  rows: readonly NodeRow[],
  filter: NodeFilter,
  scope: FilterScope,
): NodeRow[] {
  return rows.filter(rowTest(filter, scope))
}
