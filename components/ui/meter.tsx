import { cx } from './cx'

interface MeterProps {
  /** what fills the bar */
  value: number
  max: number
  /** read aloud, e.g. "GiB memory used" */
  label: string
  /** amber above 75 %; accent for progress */
  tone?: 'capacity' | 'accent' | 'warn'
  className?: string
}

const HOT = 0.75

/** A bar of 4 px. For capacity the number beside it is what is free, the bar what is used. */
export function Meter({ value, max, label, tone = 'capacity', className }: MeterProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  const fill =
    tone === 'accent' ? 'bg-accent' : tone === 'warn' || share > HOT ? 'bg-warn' : 'bg-fg-3'
  return (
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      className={cx('block h-1 overflow-hidden rounded-full bg-bar', className)}
    >
      <i className={cx('block h-full rounded-full', fill)} style={{ width: `${share * 100}%` }} />
    </span>
  )
}
