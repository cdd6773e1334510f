import type { ComponentProps } from 'react'
import { cx } from './cx'

const BOX =
  'w-full min-w-0 rounded-md border border-[color-mix(in_oklab,var(--line)_70%,var(--border))] bg-bg text-fg transition-colors hover:border-line focus:border-accent focus:ring-1 focus:ring-accent focus:outline-none aria-invalid:border-err aria-invalid:ring-err disabled:opacity-60'

export type InputProps = ComponentProps<'input'> & {
  mono?: boolean
  inputSize?: 'sm' | 'md' | 'lg'
}

const HEIGHT = { sm: 'h-7', md: 'h-8', lg: 'h-9' } as const

export function Input({ mono, inputSize = 'md', className, ...rest }: InputProps) {
  return (
    <input
      className={cx(BOX, HEIGHT[inputSize], 'px-2 pointer-coarse:h-11', mono && 'mono', className)}
      spellCheck={false}
      {...rest}
    />
  )
}

export function Textarea({
  mono,
  className,
  ...rest
}: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      className={cx(BOX, 'min-h-20 px-2 py-1.5', mono && 'mono', className)}
      spellCheck={false}
      {...rest}
    />
  )
}
