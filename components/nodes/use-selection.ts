import { useCallback, useMemo, useState } from 'react'
import type { NodeRow } from '@/lib/nodes/node-row'

/** The ticked rows; one that left its grid is no longer among them. */
export function useSelection(rows: readonly NodeRow[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const selectedRows = useMemo(
    () => (selected.size === 0 ? [] : rows.filter((row) => selected.has(row.key))),
    [rows, selected],
  )
  const toggle = useCallback(
    (key: string) =>
      setSelected((old) => {
        const next = new Set(old)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    [],
  )
  const select = useCallback((keys: readonly string[]) => setSelected(new Set(keys)), [])
  return { selected, selectedRows, toggle, select }
}
