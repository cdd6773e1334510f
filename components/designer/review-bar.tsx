'use client'

import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { Kbd } from '@/components/ui/kbd'
import type { Problem } from '@/lib/network/model'
import { cx } from '@/components/ui/cx'
import type { Staged } from './model/staged'

interface ReviewBarProps {
  staged: Staged
  problems: readonly Problem[]
  onReview: () => void
  isBusy: boolean
  /** beside Review; with it the bar also stands when nothing is staged */
  prove?: ReactNode
  className?: string
}

/** What is staged and not sent; stays quiet until there is something. */
export function ReviewBar(props: ReviewBarProps) {
  const { staged, problems, onReview, isBusy, prove, className } = props
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const isStaged = staged.total > 0
  if (!isStaged && !prove) return null
  return (
    <section
      aria-label="Review bar"
      className={cx(
        'flex h-[52px] shrink-0 items-center gap-3 border-t bg-surface pr-4 pl-5 max-md:h-16 max-md:px-4',
        className,
      )}
    >
      <span className="inline-flex items-center gap-2 text-label whitespace-nowrap">
        <Glyph tone={isStaged ? 'staged' : 'ended'} />
        {isStaged ? `${staged.total} staged` : 'Nothing staged'}
      </span>
      <span className="mr-auto flex min-w-0 gap-3 truncate text-caption text-fg-2 max-md:invisible">
        {staged.parts.map((part) => (
          <span key={part}>{part}</span>
        ))}
      </span>
      {errors > 0 && (
        <span className="inline-flex items-center gap-1.5 text-caption text-fg-2">
          <Glyph tone="failed" />
          {plural(errors, 'problem')}
          <span className="max-md:hidden">{errors === 1 ? 'stops' : 'stop'} submit</span>
        </span>
      )}
      {prove}
      {isStaged && (
        <Button variant="primary" busy={isBusy} onClick={onReview}>
          Review <Kbd onAccent>⌘↵</Kbd>
        </Button>
      )}
    </section>
  )
}
