import { useEffect, useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import type { NodeRow } from '@/lib/nodes/node-row'
import type { NodeHistoryView } from '@/lib/schemas/nodes'
import type { NodeView } from '@/lib/schemas/views'

interface Loaded<T> {
  value: T | null
  error: string | null
}

/** What an address answers, read again when `version` changes; the old answer stays until the new one is there. */
function useAnswer<T>(path: string, version: number): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { path: string }>({
    path,
    value: null,
    error: null,
  })
  useEffect(() => {
    const controller = new AbortController()
    api<T>('GET', path, undefined, { signal: controller.signal })
      .then((value) => setState({ path, value, error: null }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setState({ path, value: null, error: sentenceOf(error) })
      })
    return () => controller.abort()
  }, [path, version])
  return state.path === path ? state : { value: null, error: null }
}

/** The whole node and its past; read again when the row reports anew. */
export function useNode({ gridId, nodeId, reportedAt, reservations }: NodeRow) {
  const path = `/api/v1/nodes/${encodeURIComponent(gridId)}/${encodeURIComponent(nodeId)}`
  const node = useAnswer<NodeView>(path, reportedAt)
  const history = useAnswer<NodeHistoryView>(`${path}/history`, reportedAt + reservations)
  return { node, history }
}
