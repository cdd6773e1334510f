import { cx } from '@/components/ui/cx'

/** The cockpit's mark: a horizon in a round instrument. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={cx('size-6 shrink-0 text-accent', className)}>
      <circle cx="12" cy="12" r="9.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M3.2 14.6 8.4 13l3.6-3.4 3.6 3.4 5.2 1.6A9.25 9.25 0 0 1 3.2 14.6Z"
        fill="currentColor"
      />
    </svg>
  )
}
