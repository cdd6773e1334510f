'use client'

import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Note } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'

interface ShownOnceProps {
  /** what it is, for the copy button: "link", "token" */
  what: string
  text: string
  /** what to do with it */
  children: ReactNode
  onDone: () => void
}

/** A secret that is in this dialog and nowhere else. */
export function ShownOnce({ what, text, children, onDone }: ShownOnceProps) {
  return (
    <div className="flex flex-col gap-4">
      <div className="text-body text-fg-2">{children}</div>
      <CopyField text={text} what={what} />
      <Note icon={<TriangleAlert aria-hidden />}>
        Copy the {what} now: it is not shown again. Whoever has it can use it.
      </Note>
      <Button variant="primary" className="self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  )
}
