import type { ReactNode } from 'react'
import { cx } from './cx'

/** A key on the keyboard. `onAccent` for the one inside a primary button. */
export function Kbd({
  children,
  onAccent,
  className,
}: {
  children: ReactNode
  onAccent?: boolean
  className?: string
}) {
  return (
    <kbd
      className={cx(
        'inline-block min-w-[18px] rounded-sm border px-1 text-center font-sans text-micro max-md:hidden',
        onAccent ? 'border-accent-fg/35 text-accent-fg' : 'bg-bg text-fg-3',
        className,
      )}
    >
      {children}
    </kbd>
  )
}
