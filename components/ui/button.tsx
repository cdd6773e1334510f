import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cx } from './cx'

/** Class names of a button, for links that look like one. */
export const buttonStyles = cva(
  'inline-flex shrink-0 items-center justify-center rounded-md border text-label whitespace-nowrap select-none transition-colors aria-disabled:cursor-default aria-disabled:opacity-50 disabled:opacity-50 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-accent text-accent-fg hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--fg))]',
        secondary: 'bg-surface text-fg hover:bg-hover [&_svg]:text-fg-2',
        ghost: 'border-transparent text-fg-2 hover:bg-hover hover:text-fg',
        danger: 'bg-surface text-err hover:bg-[color-mix(in_oklab,var(--err)_8%,var(--surface))]',
      },
      size: {
        mini: 'h-6 gap-1 px-2 text-caption [&_svg]:size-3.5 pointer-coarse:h-8',
        sm: 'h-7 gap-1.5 px-2 [&_svg]:size-3.5 pointer-coarse:h-10',
        md: 'h-8 gap-2 px-3 [&_svg]:size-4 pointer-coarse:h-11 pointer-coarse:px-4',
        lg: 'h-9 gap-2 px-4 [&_svg]:size-4 pointer-coarse:h-11',
        touch: 'h-11 gap-2 px-4 text-copy [&_svg]:size-4',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyles> & {
    /** renders the child (a link, say) with the button's look */
    asChild?: boolean
    /** shows a spinner and refuses further clicks */
    busy?: boolean
  }

export function Button({
  variant,
  size,
  asChild,
  busy,
  className,
  type,
  disabled,
  children,
  ...rest
}: ButtonProps) {
  const styles = cx(buttonStyles({ variant, size }), className)
  if (asChild) {
    return (
      <Slot.Root className={styles} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      type={type ?? 'button'}
      className={styles}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  )
}
