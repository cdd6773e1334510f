import type { ReactNode } from 'react'
import { cx } from './cx'
import { Glyph } from './glyph'
import type { Tone } from './status-table'

interface BannerProps {
  tone: Extract<Tone, 'warning' | 'failed' | 'pending'>
  children: ReactNode
  actions?: ReactNode
  /** inside a page, with rounded corners; otherwise across it */
  inset?: boolean
  className?: string
}

const TINT = { warning: 'bg-warn/9', failed: 'bg-err/9', pending: 'bg-info/9' } as const

export function Banner({ tone, children, actions, inset, className }: BannerProps) {
  return (
    <div
      role={tone === 'failed' ? 'alert' : 'status'}
      className={cx(
        'flex items-center gap-2 px-4 py-2 text-body text-fg md:px-6',
        TINT[tone],
        inset ? 'rounded-lg md:px-4' : 'border-b',
        className,
      )}
    >
      <Glyph tone={tone} />
      <div className="min-w-0 flex-1">{children}</div>
      {actions}
    </div>
  )
}

/** A quiet remark in a form or a panel. */
export function Note({
  icon,
  children,
  className,
}: {
  icon?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <div
      className={cx(
        'flex gap-2 rounded-md bg-hover px-3 py-2 text-caption text-fg-2 [&>svg]:mt-px [&>svg]:size-3.5 [&>svg]:shrink-0',
        className,
      )}
    >
      {icon}
      <div className="min-w-0">{children}</div>
    </div>
  )
}
