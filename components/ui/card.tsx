import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cx('min-w-0 rounded-lg border bg-surface', className)} {...rest} />
}

interface CardHeaderProps {
  title: ReactNode
  /** beside the title, quieter */
  note?: ReactNode
  /** at the right */
  actions?: ReactNode
  id?: string
  className?: string
}

export function CardHeader({ title, note, actions, id, className }: CardHeaderProps) {
  return (
    <div className={cx('flex min-h-11 items-center gap-2 border-b pr-2 pl-4', className)}>
      <h2 id={id} className="text-label whitespace-nowrap">
        {title}
      </h2>
      {note && <span className="min-w-0 truncate text-caption text-fg-3">{note}</span>}
      {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </div>
  )
}
