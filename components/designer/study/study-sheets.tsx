'use client'

import type { ReactNode } from 'react'
import { Sheet } from '@/components/ui/sheet'
import { useDesigner } from '../store/context'
import type { DesignerActions } from '../use-actions'
import type { DesignerModel } from '../use-model'
import { TracePanel } from './trace-panel'
import type { Study } from './use-study'
import { WhatIfPanel } from './what-if-panel'

interface StudySheetsProps {
  model: DesignerModel
  study: Study
  actions: DesignerActions
  isReadOnly: boolean
  proofFoot: ReactNode
}

/** Where there is no canvas to stand beside, trace and what-if slide over the list. */
export function StudySheets(props: StudySheetsProps) {
  const { model, study, actions, isReadOnly, proofFoot } = props
  const isTracing = useDesigner((state) => state.isTracing)
  const isWhatIf = useDesigner((state) => state.isWhatIf)
  const setTracing = useDesigner((state) => state.setTracing)
  const setWhatIf = useDesigner((state) => state.setWhatIf)
  return (
    <>
      <Sheet open={isTracing} onOpenChange={setTracing} title="Packet trace" hideTitle>
        <TracePanel picture={model.picture} {...{ study, actions, isReadOnly }} foot={proofFoot} />
      </Sheet>
      <Sheet open={isWhatIf && !isTracing} onOpenChange={setWhatIf} title="What-if" hideTitle>
        <WhatIfPanel study={study} className="min-h-full border-r-0" />
      </Sheet>
    </>
  )
}
