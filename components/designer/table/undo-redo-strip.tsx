'use client'

import { Redo2, Undo2 } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useDesigner } from '../store/context'

/** The same two buttons for the canvas and the table. */
export function UndoRedo() {
  const undo = useDesigner((state) => state.undo)
  const redo = useDesigner((state) => state.redo)
  const canUndo = useDesigner((state) => state.past.length > 0)
  const canRedo = useDesigner((state) => state.future.length > 0)
  return (
    <>
      <IconButton label="Undo" shortcut="⌘Z" disabled={!canUndo} onClick={undo}>
        <Undo2 />
      </IconButton>
      <IconButton label="Redo" shortcut="⇧⌘Z" disabled={!canRedo} onClick={redo}>
        <Redo2 />
      </IconButton>
    </>
  )
}

export function UndoRedoStrip() {
  return (
    <div className="flex justify-end gap-0.5 px-4 pt-3 md:px-6">
      <UndoRedo />
    </div>
  )
}
