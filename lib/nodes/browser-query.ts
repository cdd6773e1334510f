import type { FilterKey } from './filters'
import { FILTER_KEYS, FILTERS } from './filters'
import { parseFilter, type NodeFilter } from './node-filter'
import { DEFAULT_SORT, parseSort, SORT_SENTENCE, sortText, type NodeSort } from './sort-rows'
import { joinValues, splitValues } from './value-list'

/** Nodes that fit beside each other. */
export const MOST_COMPARED = 4

/** Everything the address of the node browser says. */
export interface BrowserState {
  filter: NodeFilter
  sort: NodeSort
  view: 'table' | 'map'
  /** node id of the open detail panel */
  node: string | null
  /** node ids side by side */
  compare: readonly string[]
}

const OWN = ['sort', 'view', 'node', 'compare']

/** A part of the address nobody can read. */
export interface QueryProblem {
  /** null: not a filter */
  key: FilterKey | null
  message: string
}

/** What an address asks for. What cannot be read is named and left out. */
export function parseBrowserQuery(params: Iterable<readonly [string, string]>): {
  state: BrowserState
  problems: QueryProblem[]
} {
  const given = new Map(params)
  const { filter, problems } = parseFilter(given)
  const unknown = [...given.keys()].filter((name) => !(name in FILTERS) && !OWN.includes(name))
  const sort = parseSort(given.get('sort') ?? '')
  const isSortWrong = Boolean(given.get('sort')) && sort === null
  return {
    state: {
      filter,
      sort: sort ?? DEFAULT_SORT,
      view: given.get('view') === 'map' ? 'map' : 'table',
      node: given.get('node') || null,
      compare: splitValues(given.get('compare') ?? '').slice(0, MOST_COMPARED),
    },
    problems: [
      ...problems.map(({ key, message }) => ({
        key,
        message: `${FILTERS[key].label}: ${message}`,
      })),
      ...unknown.map((name) => ({
        key: null,
        message: `“${name.slice(0, 40)}” is no filter of nodes.`,
      })),
      ...(isSortWrong ? [{ key: null, message: SORT_SENTENCE }] : []),
    ],
  }
}

/** The state as search parameters; what is as usual is left out. */
export function writeBrowserQuery(state: BrowserState): URLSearchParams {
  const params = new URLSearchParams()
  for (const key of FILTER_KEYS) {
    const text = state.filter[key]
    if (text !== undefined && text.trim() !== '') params.set(key, text.trim())
  }
  const sort = sortText(state.sort)
  if (sort !== sortText(DEFAULT_SORT)) params.set('sort', sort)
  if (state.view === 'map') params.set('view', 'map')
  if (state.node !== null) params.set('node', state.node)
  if (state.compare.length > 0) params.set('compare', joinValues(state.compare))
  return params
}
