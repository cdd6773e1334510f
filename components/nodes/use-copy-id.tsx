import { useCallback, useEffect, useRef, useState } from 'react'
import { useCopy } from '@/components/ui/copy-button'
import { shortKey } from '@/components/ui/format'
import type { NodeRow } from '@/lib/nodes/node-row'

/** One copier for the whole table: rows stay light. */
export function useCopyId() {
  const { copied, failed, copy } = useCopy()
  const [row, setRow] = useState<NodeRow | null>(null)
  // The copier is made anew with each state; rows must not be.
  const latest = useRef(copy)
  useEffect(() => {
    latest.current = copy
  })
  const copyId = useCallback((next: NodeRow) => {
    setRow(next)
    latest.current(next.nodeId)
  }, [])
  const note = (
    <span role="status" className="sr-only">
      {copied && row ? `Copied node id ${shortKey(row.nodeId)}.` : ''}
      {failed ? 'The browser refused to copy. Select the text instead.' : ''}
    </span>
  )
  return { copied: copied && row ? row.key : null, copyId, note }
}
