'use client'

import dynamic from 'next/dynamic'
import type { ReactNode, RefObject } from 'react'
import { Sheet } from '@/components/ui/sheet'
import { Dock } from './dock'
import { EmptyCanvas } from './empty-canvas'
import { InspectorContent, type InspectorProps } from './inspector/inspector'
import type { PaletteNode } from './model/palette-node'
import type { DeviceKind } from './palette/add-device-buttons'
import { Palette } from './palette/palette'
import { useDesigner } from './store/context'
import { TracePanel } from './study/trace-panel'
import type { Study } from './study/use-study'
import { WhatIfPanel } from './study/what-if-panel'
import type { DesignerActions } from './use-actions'
import type { DesignerModel } from './use-model'

const Canvas = dynamic(() => import('./flow/canvas').then((module) => module.Canvas), {
  ssr: false,
  loading: () => <div aria-busy className="dotted h-full" />,
})

interface CanvasLayoutProps {
  model: DesignerModel
  study: Study
  actions: DesignerActions
  isReadOnly: boolean
  screen: 'phone' | 'narrow' | 'wide'
  searchRef: RefObject<HTMLInputElement | null>
  onAddDevice: (kind: DeviceKind) => void
  nodes: readonly PaletteNode[]
  inspector: InspectorProps
  proof: ReactNode
  proofFoot: ReactNode
}

/** Palette or what-if on the left, inspector or trace on the right, the canvas and its dock between them. */
export function CanvasLayout(props: CanvasLayoutProps) {
  const { model, study, actions, isReadOnly, nodes, proof } = props
  const isEmpty = useDesigner((state) => state.design.resources.length === 0)
  return (
    <div className="flex min-h-0 flex-1">
      <LeftPanel {...props} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="relative min-h-0 flex-1">
          <Canvas picture={model.picture} {...{ study, actions, isReadOnly }} />
          {isEmpty && <EmptyCanvas isReadOnly={isReadOnly} hasNodes={nodes.length > 0} />}
        </div>
        <Dock problems={model.problems} {...{ study, actions, isReadOnly, proof }} />
      </div>
      <RightPanel {...props} />
    </div>
  )
}

function LeftPanel({
  study,
  isReadOnly,
  nodes,
  actions,
  onAddDevice,
  searchRef,
}: CanvasLayoutProps) {
  const isWhatIf = useDesigner((state) => state.isWhatIf)
  if (isWhatIf) return <WhatIfPanel study={study} className="w-[264px]" />
  if (isReadOnly) return null
  return <Palette {...{ nodes, actions, onAddDevice, searchRef }} />
}

const PANEL = 'flex min-h-0 shrink-0 flex-col border-l bg-surface'

function RightPanel(props: CanvasLayoutProps) {
  const { model, study, actions, isReadOnly, screen, inspector, proofFoot } = props
  const isTracing = useDesigner((state) => state.isTracing)
  if (isTracing)
    return (
      <aside
        aria-label="Packet trace"
        className={`${PANEL} ${screen === 'wide' ? 'w-[360px]' : 'w-[300px]'}`}
      >
        <TracePanel picture={model.picture} {...{ study, actions, isReadOnly }} foot={proofFoot} />
      </aside>
    )
  if (screen !== 'wide') return <InspectorSheet {...inspector} />
  return (
    <aside aria-label="Inspector" className={`${PANEL} w-80`}>
      <InspectorContent {...inspector} />
    </aside>
  )
}

function InspectorSheet(props: InspectorProps) {
  const selected = useDesigner((state) => state.selected)
  const select = useDesigner((state) => state.select)
  return (
    <Sheet
      open={selected !== null}
      onOpenChange={(isOpen) => !isOpen && select(null)}
      title="Inspector"
      hideTitle
    >
      <InspectorContent {...props} />
    </Sheet>
  )
}
