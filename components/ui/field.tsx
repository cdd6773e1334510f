'use client'

import { CircleAlert } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { cx } from './cx'

/** Spread on the control inside a Field: ties it to its label, help and error. */
export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: ReactNode
  help?: ReactNode
  error?: string | null | undefined
  /** keeps the label for screen readers only */
  hideLabel?: boolean
  /** one press that sets the field right, beside the error */
  remedy?: ReactNode
  /** something at the right of the label, a link for instance */
  aside?: ReactNode
  className?: string
  children: (control: FieldControl) => ReactNode
}

export function Field({
  label,
  help,
  error,
  hideLabel,
  remedy,
  aside,
  className,
  children,
}: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const hasNote = Boolean(error) || help !== undefined
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <div className={cx('flex items-center gap-2', hideLabel && 'sr-only')}>
        <label htmlFor={id} className="text-caption font-medium text-fg-2">
          {label}
        </label>
        {aside && <span className="ml-auto text-caption text-fg-3">{aside}</span>}
      </div>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hasNote && (
        <p
          id={noteId}
          role={error ? 'alert' : undefined}
          className={cx('flex gap-1 text-caption', error ? 'text-fg' : 'text-fg-3')}
        >
          {error && <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-err" />}
          <span>{error || help}</span>
        </p>
      )}
      {error && remedy}
    </div>
  )
}
