import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useNow } from '@/components/ui/now'
import { parseBrowserQuery, writeBrowserQuery, type BrowserState } from '@/lib/nodes/browser-query'
import { FILTER_KEYS, type FilterKey } from '@/lib/nodes/filters'
import { rowTest, type NodeFilter } from '@/lib/nodes/node-filter'
import type { NodeRow } from '@/lib/nodes/node-row'
import { sortRows } from '@/lib/nodes/sort-rows'
import { wordSearch } from '@/lib/nodes/word-search'

const TYPING_MS = 250

/** What the page can be asked to show. */
export type BrowserPatch = Partial<Omit<BrowserState, 'filter'>> & {
  /** null takes a filter off */
  filter?: Partial<Record<FilterKey, string | null>>
}

/** Takes every filter off. */
export const NO_FILTER = Object.fromEntries(FILTER_KEYS.map((key) => [key, null])) as Record<
  FilterKey,
  null
>

function patched(state: BrowserState, { filter = {}, ...rest }: BrowserPatch): BrowserState {
  const kept = Object.entries({ ...state.filter, ...filter }).filter(([, text]) => text !== null)
  return { ...state, ...rest, filter: Object.fromEntries(kept) as NodeFilter }
}

function stateNow(): BrowserState {
  return parseBrowserQuery(new URLSearchParams(window.location.search)).state
}

/** @returns the address's parameters as they are now */
function writeAddress(state: BrowserState): string {
  const search = writeBrowserQuery(state).toString()
  window.history.replaceState(null, '', search ? `?${search}` : window.location.pathname)
  return search
}

/** The address as it is, also in the moment in which the router has not told yet that we changed it. */
function useAddress() {
  const told = useSearchParams().toString()
  const [written, setWritten] = useState<string | null>(null)
  if (written !== null && written === told) setWritten(null)
  return { search: written ?? told, setWritten }
}

/** Everything lives in the address; the words also here, so that typing never waits for the address. */
export function useNodeBrowser(
  rows: readonly NodeRow[],
  networks: readonly { id: string; name: string }[],
) {
  const { search, setWritten } = useAddress()
  const { state, problems } = useMemo(
    () => parseBrowserQuery(new URLSearchParams(search)),
    [search],
  )
  const wordsInAddress = state.filter.q ?? ''
  const [q, setWords] = useState(wordsInAddress)

  const change = useCallback(
    (patch: BrowserPatch) => {
      const words = patch.filter?.q
      if (words !== undefined) setWords(words ?? '')
      setWritten(writeAddress(patched(stateNow(), patch)))
    },
    [setWritten],
  )
  useEffect(() => {
    if (q.trim() === wordsInAddress) return
    const timer = setTimeout(() => change({ filter: { q: q.trim() || null } }), TYPING_MS)
    return () => clearTimeout(timer)
  }, [q, wordsInAddress, change])

  const found = useFound(rows, networks, state, q)
  return { state, problems, q, found, setWords, change }
}

/** Sorted once per order, filtered once per filter; a key press only looks for words in what is left. */
function useFound(
  rows: readonly NodeRow[],
  networks: readonly { id: string; name: string }[],
  { filter, sort }: BrowserState,
  q: string,
): readonly NodeRow[] {
  const tick = useNow()
  // Only one filter looks at the clock.
  const now = filter.seen === undefined ? 0 : tick
  const { key, descending } = sort
  const ordered = useMemo(() => sortRows(rows, { key, descending }), [rows, key, descending])
  const filterText = JSON.stringify({ ...filter, q: undefined })
  const search = useMemo(() => {
    const test = rowTest(JSON.parse(filterText) as NodeFilter, { now, networks })
    return wordSearch(ordered.filter(test))
  }, [ordered, filterText, now, networks])
  return useMemo(() => search(q), [search, q])
}
