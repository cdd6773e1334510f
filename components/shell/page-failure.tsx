'use client'

import { RotateCcw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Details } from '@/components/ui/error-panel'
import { Glyph } from '@/components/ui/glyph'

interface PageFailureProps {
  /** finds the whole error in the server's log */
  digest?: string
  onRetry: () => void
}

/** A page that could not be made. */
export function PageFailure({ digest, onRetry }: PageFailureProps) {
  return (
    <div className="mx-auto max-w-[720px] px-4 py-12 md:px-6">
      <h1 className="flex items-center gap-3 text-page">
        <Glyph tone="failed" className="size-3.5" />
        This page could not be loaded
      </h1>
      <p className="mt-2 text-copy text-fg-2">
        <strong className="font-medium text-fg">Nothing was changed.</strong> The cockpit stumbled
        while reading what the page shows. Try again; if it stays, the log of the server has the
        cause.
      </p>
      <div className="mt-4 flex gap-2">
        <Button variant="primary" onClick={onRetry}>
          <RotateCcw aria-hidden /> Try again
        </Button>
      </div>
      {digest && <Details className="mt-6" text={`Error ${digest}`} title="For the log" />}
    </div>
  )
}
