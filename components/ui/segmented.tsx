'use client'

import { useId, type ReactNode } from 'react'
import { cx } from './cx'

export interface SegmentOption<T extends string> {
  value: T
  label: ReactNode
}

interface SegmentedProps<T extends string> {
  /** read aloud as the group's name */
  label: string
  value: T
  options: readonly SegmentOption<T>[]
  onValueChange: (value: T) => void
  size?: 'sm' | 'md'
  className?: string
}

/** One of a few, all visible. Radio buttons underneath, so arrow keys work. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onValueChange,
  size = 'md',
  className,
}: SegmentedProps<T>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cx('inline-flex gap-0.5 rounded-md border bg-bg p-0.5', className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            'relative inline-flex items-center gap-1.5 rounded-sm text-label whitespace-nowrap text-fg-2 transition-colors hover:text-fg has-checked:bg-hover has-checked:text-fg has-checked:ring-1 has-checked:ring-border has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent [&_svg]:size-3.5',
            size === 'sm' ? 'h-6 px-2 text-caption' : 'h-[26px] px-2.5 pointer-coarse:h-9',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="absolute inset-0 appearance-none opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
