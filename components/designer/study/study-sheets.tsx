'use client'

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
}

/** Where there is no canvas to stand beside, trace and what-if slide over the list. */
export function StudySheets({ model, study, actions, isReadOnly }: StudySheetsProps) {
  const isTracing = useDesigner((state) => state.isTracing)
  const isWhatIf = useDesigner((state) => state.isWhatIf)
  const setTracing = useDesigner((state) => state.setTracing)
  const setWhatIf = useDesigner((state) => state.setWhatIf)
  return (
    <>
      <Sheet open={isTracing} onOpenChange={setTracing} title="Packet trace" hideTitle>
        <TracePanel picture={model.picture} {...{ study, actions, isReadOnly }} />
      </Sheet>
      <Sheet open={isWhatIf && !isTracing} onOpenChange={setWhatIf} title="What-if" hideTitle>
        <WhatIfPanel study={study} className="min-h-full border-r-0" />
      </Sheet>
    </>
  )
}
