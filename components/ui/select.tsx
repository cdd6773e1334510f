import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx'

export interface SelectOption<T extends string = string> {
  value: T
  label: string
  disabled?: boolean
}

type SelectProps<T extends string> = Omit<
  ComponentProps<'select'>,
  'onChange' | 'value' | 'children'
> & {
  value: T
  options: readonly SelectOption<T>[]
  onValueChange: (value: T) => void
  selectSize?: 'sm' | 'md' | 'lg'
}

const HEIGHT = { sm: 'h-7 text-caption', md: 'h-8', lg: 'h-9' } as const

/** The platform's own list, with our box. */
export function Select<T extends string>({
  value,
  options,
  onValueChange,
  selectSize = 'md',
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <span className={cx('relative inline-flex min-w-0', className)}>
      <select
        value={value}
        onChange={(event) => {
          const option = options.find((candidate) => candidate.value === event.target.value)
          if (option) onValueChange(option.value)
        }}
        className={cx(
          'w-full min-w-0 appearance-none truncate rounded-md border border-[color-mix(in_oklab,var(--line)_70%,var(--border))] bg-bg pr-7 pl-2 text-fg transition-colors hover:border-line focus:border-accent focus:ring-1 focus:ring-accent focus:outline-none aria-invalid:border-err disabled:opacity-60 pointer-coarse:h-11',
          HEIGHT[selectSize],
        )}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-fg-3"
      />
    </span>
  )
}
