import type { ReactNode } from 'react'
import { CopyField } from './copy-field'
import { cx } from './cx'

interface EmptyStateProps {
  title: string
  /** one sentence */
  children: ReactNode
  /** one accent button, at most one more */
  actions?: ReactNode
  /** real commands to copy */
  commands?: readonly string[]
  art?: ReactNode
  /** as part of a card, not a whole page */
  compact?: boolean
}

export function EmptyState({ title, children, actions, commands, art, compact }: EmptyStateProps) {
  return (
    <div className={compact ? 'px-4 py-6' : 'grid min-h-[60vh] place-items-center px-4 py-12'}>
      <div className="flex w-full max-w-[520px] flex-col items-start gap-4">
        {!compact && (art ?? <NetworkArt />)}
        <div>
          <h2 className={compact ? 'text-label' : 'text-title'}>{title}</h2>
          <div className={cx('mt-1 text-fg-2', compact ? 'text-body' : 'text-copy')}>
            {children}
          </div>
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        {commands && commands.length > 0 && (
          <div className="mt-2 flex w-full flex-col gap-2">
            <p className="text-caption text-fg-3">Or from a shell</p>
            {commands.map((command) => (
              <CopyField key={command} text={command} what="command" prompt />
            ))}
          </div>
        )}
      </div>
    </div>
  )
}

function NetworkArt() {
  return (
    <svg
      viewBox="0 0 96 52"
      aria-hidden
      className="h-[52px] w-24 text-line"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <rect x="1" y="2" width="34" height="18" rx="4" />
      <rect x="61" y="2" width="34" height="18" rx="4" strokeDasharray="3 3" />
      <path
        d="M18 20c0 10 4 14 12 15M78 20c0 10-4 14-12 15"
        strokeDasharray="1 4"
        strokeLinecap="round"
        strokeWidth="2"
      />
      <rect
        x="31"
        y="30"
        width="34"
        height="18"
        rx="4"
        className="text-accent"
        stroke="currentColor"
      />
    </svg>
  )
}
