'use client'

import { Check, Minus } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from './cx'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'onChange'> & {
  indeterminate?: boolean
  onCheckedChange?: (checked: boolean) => void
}

/** A native checkbox with our look. Give it `aria-label`, or put it inside a label. */
export function Checkbox({
  indeterminate,
  checked,
  onCheckedChange,
  className,
  ...rest
}: CheckboxProps) {
  const isOn = Boolean(checked) || Boolean(indeterminate)
  const Icon = indeterminate ? Minus : Check
  return (
    <span
      className={cx(
        'touch-target inline-grid size-4 align-middle shrink-0 place-items-center',
        className,
      )}
    >
      <input
        type="checkbox"
        checked={checked}
        ref={(element) => {
          if (element) element.indeterminate = Boolean(indeterminate)
        }}
        onChange={(event) => onCheckedChange?.(event.target.checked)}
        className={cx(
          'col-start-1 row-start-1 size-3.5 appearance-none rounded-sm border transition-colors',
          isOn ? 'border-accent bg-accent' : 'border-line bg-transparent hover:border-fg-2',
          'after:absolute after:-inset-1.5',
        )}
        {...rest}
      />
      {isOn && (
        <Icon
          aria-hidden
          className="pointer-events-none z-[1] col-start-1 row-start-1 size-2.5 text-accent-fg"
          strokeWidth={3.5}
        />
      )}
    </span>
  )
}
