import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { FIT } from './fit'
import { UndoRedo } from '../table/undo-redo-strip'

const STRIP = 'flex items-center gap-0.5 rounded-lg border bg-surface p-0.5'
const FIT_SLOWLY = { ...FIT, duration: 180 }

export function CanvasTools({ isReadOnly }: { isReadOnly: boolean }) {
  const flow = useReactFlow()
  const zoom = useStore((state) => Math.round(state.transform[2] * 100))
  return (
    <>
      {!isReadOnly && (
        <Panel position="top-right" className={STRIP}>
          <UndoRedo />
        </Panel>
      )}
      <Panel position="bottom-right" className={STRIP}>
        <IconButton label="Zoom out" onClick={() => void flow.zoomOut()}>
          <Minus />
        </IconButton>
        <span className="w-11 text-center text-caption tabular-nums">{zoom} %</span>
        <IconButton label="Zoom in" onClick={() => void flow.zoomIn()}>
          <Plus />
        </IconButton>
        <IconButton label="Fit to view" shortcut="F" onClick={() => void flow.fitView(FIT_SLOWLY)}>
          <Maximize />
        </IconButton>
      </Panel>
    </>
  )
}
