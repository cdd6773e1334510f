'use client'

import '@xyflow/react/dist/style.css'
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  type NodeChange,
} from '@xyflow/react'
import { useCallback, useRef, type DragEvent } from 'react'
import { useTheme } from '@/components/shell/theme'
import { GRID, snap } from '../model/place'
import type { Picture } from '../model/types'
import { useDesigner, useDesignerStore } from '../store/context'
import { StudyTools } from '../study/study-tools'
import { TraceStrip } from '../study/trace-strip'
import type { Study } from '../study/use-study'
import type { DesignerActions } from '../use-actions'
import { DRAG_NODE } from '../palette/drag'
import { CanvasTools } from './canvas-tools'
import { DeviceNode } from './device-node'
import { FIT } from './fit'
import { Legend, MeshHint } from './legend'
import { PeerEdge } from './peer-edge'
import { ResourceNode } from './resource-node'
import { useCanvasFocus } from './use-canvas-focus'
import { useFlow } from './use-flow'
import type { FlowNode, PeerFlowEdge } from './to-flow'

const NODE_TYPES = { resource: ResourceNode, device: DeviceNode }
const EDGE_TYPES = { peer: PeerEdge }
const MINIMAP_FROM = 12
const MINIMAP = { width: 152, height: 104 }
const SNAP: [number, number] = [GRID, GRID]

interface CanvasProps {
  picture: Picture
  study: Study
  actions: DesignerActions
  isReadOnly: boolean
}

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Plane {...props} />
    </ReactFlowProvider>
  )
}

function Plane({ picture, study, actions, isReadOnly }: CanvasProps) {
  const store = useDesignerStore()
  const { resolved } = useTheme()
  const { nodes, edges } = useFlow(picture, study.overlay)
  const flow = useCanvasFocus()
  const changes = useNodeChanges()
  const isTracing = useDesigner((state) => state.isTracing)
  const hasMiniMap = useDesigner((state) => state.design.resources.length) >= MINIMAP_FROM
  const drop = useCallback(
    (event: DragEvent) => {
      const nodeId = event.dataTransfer.getData(DRAG_NODE)
      if (!nodeId || isReadOnly) return
      event.preventDefault()
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
      actions.addNode(nodeId, snap({ x: x - 112, y: y - 48 }))
    },
    [actions, flow, isReadOnly],
  )
  return (
    <ReactFlow<FlowNode, PeerFlowEdge>
      aria-label="Network canvas"
      className="ds-canvas"
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      colorMode={resolved}
      connectionMode={ConnectionMode.Loose}
      connectionRadius={40}
      nodesDraggable={!isReadOnly}
      nodesConnectable={!isReadOnly}
      deleteKeyCode={null}
      multiSelectionKeyCode={null}
      selectionKeyCode={null}
      snapToGrid
      snapGrid={SNAP}
      minZoom={0.2}
      maxZoom={2}
      fitView
      attributionPosition="top-center"
      fitViewOptions={FIT}
      onNodesChange={changes}
      onPaneClick={() => store.getState().select(null)}
      onConnect={({ source, target }) => actions.connect(source, target)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAG_NODE)) event.preventDefault()
      }}
      onDrop={drop}
    >
      <Background variant={BackgroundVariant.Dots} gap={GRID} size={2} color="var(--dot)" />
      {hasMiniMap && (
        <MiniMap<FlowNode>
          pannable
          zoomable
          ariaLabel="Overview of the canvas"
          position="bottom-left"
          style={MINIMAP}
          nodeColor={(node) => (node.selected ? 'var(--accent)' : 'var(--line)')}
          maskColor="color-mix(in oklab, var(--canvas) 70%, transparent)"
        />
      )}
      {hasMiniMap ? <MeshHint /> : isTracing || <Legend />}
      <Panel position="top-left">
        <StudyTools />
      </Panel>
      <TraceStrip study={study} />
      <CanvasTools isReadOnly={isReadOnly} />
    </ReactFlow>
  )
}

/** Feeds only moves and selection to the store; a whole drag is one step of undo. */
function useNodeChanges() {
  const store = useDesignerStore()
  const isDragging = useRef(false)
  return useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const state = store.getState()
      const moved: Record<string, { x: number; y: number }> = {}
      let stillDragging = false
      for (const change of changes) {
        if (change.type === 'position' && change.position) {
          moved[change.id] = change.position
          stillDragging ||= change.dragging === true
        }
      }
      applySelection(state, changes)
      const ids = Object.keys(moved)
      if (ids.length === 0) {
        if (changes.some((change) => change.type === 'position')) isDragging.current = false
        return
      }
      const hasMoved = ids.some((id) => {
        const [before, after] = [state.positions[id], moved[id]]
        return before?.x !== after?.x || before?.y !== after?.y
      })
      if (hasMoved) {
        if (!isDragging.current) state.beginMove(stillDragging ? undefined : `nudge ${ids.join()}`)
        state.move(moved)
        isDragging.current = true
      }
      if (!stillDragging) isDragging.current = false
    },
    [store],
  )
}

/** One thing at a time: the newly selected one counts, whatever order the changes come in. */
function applySelection(
  { selected, select }: { selected: string | null; select: (id: string | null) => void },
  changes: readonly NodeChange<FlowNode>[],
) {
  const selects = changes.filter((change) => change.type === 'select')
  const next = selects.findLast((change) => change.selected)
  if (next) select(next.id)
  else if (selects.some((change) => change.id === selected)) select(null)
}
