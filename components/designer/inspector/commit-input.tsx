'use client'

import { useState } from 'react'
import type { FieldControl } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

interface CommitInputProps {
  control: FieldControl
  value: string
  onCommit: (value: string) => void
  mono?: boolean
  inputMode?: 'numeric'
  disabled?: boolean
  className?: string
}

/** Text that counts once the person is done with it: on Enter or leaving. Esc takes it back. One step of undo. */
export function CommitInput({ control, value, onCommit, ...rest }: CommitInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const commit = () => {
    if (draft !== null && draft.trim() !== value) onCommit(draft.trim())
    setDraft(null)
  }
  return (
    <Input
      {...control}
      {...rest}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') {
          setDraft(null)
          event.stopPropagation()
        }
      }}
    />
  )
}
