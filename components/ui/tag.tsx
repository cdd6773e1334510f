import type { ComponentProps } from 'react'
import { cx } from './cx'

type TagProps = ComponentProps<'span'> & {
  /** outline: a fact; filled: a kind or a count */
  variant?: 'filled' | 'outline' | 'dashed'
}

const VARIANTS = {
  filled: 'bg-hover px-1.5',
  outline: 'border px-[5px]',
  dashed: 'border border-dashed border-line/70 px-[5px]',
} as const

export function Tag({ variant = 'filled', className, ...rest }: TagProps) {
  return (
    <span
      className={cx(
        'inline-flex h-[18px] shrink-0 items-center align-middle gap-1 rounded-sm text-micro whitespace-nowrap text-fg-2 tabular-nums [&_svg]:size-3',
        VARIANTS[variant],
        className,
      )}
      {...rest}
    />
  )
}

/** The word every simulated node carries wherever it shows. */
export function SimulatedTag() {
  return (
    <Tag
      variant="dashed"
      title="A simulated node: it checks and answers like a real one, but builds nothing."
    >
      simulated
    </Tag>
  )
}
