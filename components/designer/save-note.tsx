'use client'

import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/time'
import { useDesigner } from './store/context'

/** How the design is kept: said once, quietly, and loudly only when it is not. */
export function SaveNote({ onRetry }: { onRetry: () => void }) {
  const save = useDesigner((state) => state.save)
  if (save.phase === 'saved') {
    return (
      <span role="status" className="text-caption whitespace-nowrap text-fg-3">
        {save.savedAt ? (
          <>
            Saved <LocalTime at={save.savedAt} style="time" />
          </>
        ) : (
          'Saved'
        )}
      </span>
    )
  }
  if (save.phase === 'dirty' || save.phase === 'saving') {
    return (
      <span role="status" className="text-caption whitespace-nowrap text-fg-3">
        Saving…
      </span>
    )
  }
  if (save.phase === 'stale') return null
  return (
    <span role="status" className="flex items-center gap-2 text-caption text-fg-2">
      <Glyph tone="warning" />
      <span className="max-md:sr-only" title={save.message ?? undefined}>
        Not saved. Your changes stay here and are tried again.
      </span>
      <Button size="mini" onClick={onRetry}>
        Try now
      </Button>
    </span>
  )
}

/** Where the saving would be told: who only looks learns why nothing can be moved. */
export function ReadOnlyNote() {
  return (
    <p className="text-caption text-fg-2">
      Read only<span className="max-sm:hidden">: as viewer you look, a designer changes it</span>
    </p>
  )
}
