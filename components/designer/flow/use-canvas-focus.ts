import { useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useDesigner } from '../store/context'
import { FIT } from './fit'
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
      ...(isWhole ? FIT : { nodes: [{ id: focus.id }], padding: 0.4, maxZoom: 1 }),
      duration,
    })
  }, [flow, focus])
  useRefit(flow.fitView)
  return flow
}

const SETTLE_MS = 60

/** A panel or the dock opened or closed: the plane has another size, and the network should be on it again. */
function useRefit(fitView: ReturnType<typeof useReactFlow<FlowNode, PeerFlowEdge>>['fitView']) {
  const room = useDesigner(
    ({ isTracing, isWhatIf, dock, isDockOpen }) =>
      `${isTracing} ${isWhatIf} ${isDockOpen && (dock === 'problems' ? 'low' : 'high')}`,
  )
  const last = useRef(room)
  useEffect(() => {
    if (last.current === room) return
    last.current = room
    // React Flow learns of its new size from an observer, after this effect.
    const timer = setTimeout(() => void fitView(FIT), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [room, fitView])
}
