import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'
import { Tooltip } from './tooltip'

const SIZES = {
  xs: 'size-6 rounded-sm [&_svg]:size-3.5',
  sm: 'size-7 rounded-md [&_svg]:size-4',
  md: 'size-8 rounded-md [&_svg]:size-4',
} as const

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** what it does; read aloud and shown as tooltip */
  label: string
  size?: keyof typeof SIZES
  tooltip?: boolean
  shortcut?: string
  children: ReactNode
}

export function IconButton({
  label,
  size = 'sm',
  tooltip = true,
  shortcut,
  className,
  type,
  children,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type={type ?? 'button'}
      aria-label={label}
      className={cx(
        'touch-target inline-grid shrink-0 place-items-center text-fg-3 transition-colors hover:bg-hover hover:text-fg disabled:opacity-50 disabled:hover:bg-transparent aria-pressed:bg-hover aria-pressed:text-fg',
        SIZES[size],
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  )
  if (!tooltip) return button
  return (
    <Tooltip content={label} shortcut={shortcut}>
      {button}
    </Tooltip>
  )
}
