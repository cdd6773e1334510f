import { CopyButton } from './copy-button'
import { cx } from './cx'
import { shortKey } from './format'

interface KeyProps {
  /** the whole key or id */
  value: string
  /** what it is, for the copy button, e.g. "node id" */
  what: string
  copy?: boolean
  className?: string
}

/** A key or id, shortened to what people compare: `Crv9…8wjs`. Copies the whole. */
export function Key({ value, what, copy = true, className }: KeyProps) {
  return (
    <span
      className={cx('mono inline-flex items-center gap-0.5 whitespace-nowrap text-fg-2', className)}
    >
      <span title={value}>{shortKey(value)}</span>
      {copy && <CopyButton text={value} what={what} />}
    </span>
  )
}
