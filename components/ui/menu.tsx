'use client'

import { Check } from 'lucide-react'
import { Slot } from 'radix-ui'
import {
  createContext,
  use,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type ReactNode,
} from 'react'
import { cx } from './cx'
import { Floating } from './floating'
import { Kbd } from './kbd'
import { MenuPanel } from './menu-panel'
import type { Align, Side } from './place'

const ITEM =
  'flex h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-left text-body text-fg outline-none select-none focus:bg-hover disabled:cursor-default disabled:opacity-50 pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-fg-3'

const CloseContext = createContext<() => void>(() => undefined)

interface MenuProps {
  trigger: ReactNode
  children: ReactNode
  align?: Align
  side?: Side
  className?: string
}

/** A menu behind a button. The trigger must be one button element. */
export function Menu({ trigger, children, align = 'end', side = 'bottom', className }: MenuProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()
  const [start, setStart] = useState<'first' | 'last' | 'panel' | null>(null)
  const close = () => {
    setStart(null)
    anchor.current?.focus()
  }
  return (
    <>
      <Slot.Root
        ref={anchor}
        id={id}
        aria-haspopup="menu"
        aria-expanded={start !== null}
        onClick={(event) =>
          setStart((open) => (open ? null : event.detail === 0 ? 'first' : 'panel'))
        }
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          setStart(event.key === 'ArrowDown' ? 'first' : 'last')
        }}
      >
        {trigger}
      </Slot.Root>
      {start && (
        <Floating
          anchor={anchor}
          panel={panel}
          side={side}
          align={align}
          onClose={() => setStart(null)}
        >
          <MenuPanel
            panelRef={panel}
            start={start}
            labelledBy={id}
            className={className}
            onLeave={() => setStart(null)}
          >
            <CloseContext value={close}>{children}</CloseContext>
          </MenuPanel>
        </Floating>
      )}
    </>
  )
}

type MenuItemProps = Omit<ComponentProps<'button'>, 'onSelect' | 'onClick' | 'type' | 'role'> & {
  onSelect?: () => void
  /** renders the child, a link say, with the item's look */
  asChild?: boolean
  shortcut?: string
  danger?: boolean
}

export function MenuItem({
  onSelect,
  asChild,
  shortcut,
  danger,
  className,
  children,
  ...rest
}: MenuItemProps) {
  const close = use(CloseContext)
  const shared = {
    role: 'menuitem',
    tabIndex: -1,
    className: cx(ITEM, danger && 'text-err [&_svg]:text-err', className),
    onClick: () => {
      close()
      onSelect?.()
    },
  }
  if (asChild) return <Slot.Root {...shared}>{children}</Slot.Root>
  return (
    <button type="button" {...shared} {...rest}>
      {children}
      {shortcut && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </button>
  )
}

interface MenuRadioProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: ReactNode }[]
  onValueChange: (value: T) => void
}

export function MenuRadio<T extends string>({
  label,
  value,
  options,
  onValueChange,
}: MenuRadioProps<T>) {
  const close = use(CloseContext)
  return (
    <div role="group" aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="menuitemradio"
          aria-checked={option.value === value}
          tabIndex={-1}
          className={ITEM}
          onClick={() => {
            close()
            onValueChange(option.value)
          }}
        >
          {option.label}
          {option.value === value && <Check aria-hidden className="ml-auto" />}
        </button>
      ))}
    </div>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" className="px-2 pt-2 pb-1 text-micro text-fg-3">
      {children}
    </div>
  )
}

export function MenuSeparator() {
  return <div role="separator" className="-mx-1 my-1 h-px bg-border" />
}
