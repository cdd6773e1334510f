import type { ComponentProps } from 'react'
import { cx } from './cx'

type SwitchProps = Omit<ComponentProps<'button'>, 'onChange' | 'role' | 'type'> & {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
}

/** On or off, at once. Give it `aria-label` or `aria-labelledby`. */
export function Switch({ checked, onCheckedChange, className, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      onClick={() => onCheckedChange(!checked)}
      className={cx(
        'touch-target relative h-4 w-7 shrink-0 rounded-full transition-colors disabled:opacity-50',
        checked ? 'bg-accent' : 'bg-line',
        className,
      )}
      {...rest}
    >
      <span
        aria-hidden
        className={cx(
          'absolute top-0.5 left-0.5 size-3 rounded-full transition-transform',
          checked ? 'translate-x-3 bg-accent-fg' : 'bg-surface',
        )}
      />
    </button>
  )
}
