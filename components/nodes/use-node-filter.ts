import { useSearchParams } from 'next/navigation'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { filterNodes, indexRows, type NodeFilter } from './node-filter'
import type { NodeRow } from './node-row'
import { parseNodeFilter, writeNodeFilter } from './node-url'

const TYPING_MS = 250

/** The filter lives in the address; the words also here, so that typing never waits for the address. */
export function useNodeFilter(rows: readonly NodeRow[]) {
  const params = useSearchParams()
  const inAddress = useMemo(() => parseNodeFilter(params), [params])
  const openNode = params.get('node')
  const [q, setQ] = useState(inAddress.q)
  const filter = useMemo(() => ({ ...inAddress, q }), [inAddress, q])

  const write = useCallback((next: NodeFilter, node: string | null) => {
    const search = writeNodeFilter(next, node).toString()
    window.history.replaceState(null, '', search ? `?${search}` : window.location.pathname)
  }, [])
  useEffect(() => {
    if (q.trim() === inAddress.q) return
    const timer = setTimeout(() => write({ ...inAddress, q }, openNode), TYPING_MS)
    return () => clearTimeout(timer)
  }, [q, inAddress, openNode, write])

  const open = useCallback(
    (nodeId: string | null) =>
      write(parseNodeFilter(new URLSearchParams(window.location.search)), nodeId),
    [write],
  )

  const indexed = useMemo(() => indexRows(rows), [rows])
  const deferred = useDeferredValue(filter)
  const found = useMemo(() => filterNodes(indexed, deferred), [indexed, deferred])

  return {
    filter,
    found,
    openNode,
    setWords: setQ,
    change: (patch: Partial<NodeFilter>) => {
      if (patch.q !== undefined) setQ(patch.q)
      write({ ...filter, ...patch }, openNode)
    },
    open,
  }
}
