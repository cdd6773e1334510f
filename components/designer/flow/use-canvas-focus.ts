import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { useDesigner } from '../store/context'
import type { FlowNode, PeerFlowEdge } from './to-flow'

const MOVE_MS = 180

/** Brings the object somebody asked for (a problem, a search) into view. */
export function useCanvasFocus() {
  const flow = useReactFlow<FlowNode, PeerFlowEdge>()
  const focus = useDesigner((state) => state.focus)
  useEffect(() => {
    if (!focus) return
    const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_MS
    const isWhole = focus.id === 'network'
    void flow.fitView({
      nodes: isWhole ? undefined : [{ id: focus.id }],
      padding: isWhole ? 0.16 : 0.4,
      maxZoom: 1,
      duration,
    })
  }, [flow, focus])
  return flow
}
