import type { ReactNode } from 'react'
import { cx } from './cx'

interface SectionProps {
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
  className?: string
}

/** One block of a detail panel. */
export function Section({ title, aside, children, className }: SectionProps) {
  return (
    <section className={cx('px-4 py-3', className)}>
      <h3 className="mb-2 flex items-center gap-2 text-caption font-medium text-fg-3">
        {title}
        {aside && <span className="ml-auto font-normal">{aside}</span>}
      </h3>
      {children}
    </section>
  )
}
