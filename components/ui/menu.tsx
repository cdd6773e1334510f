'use client'

import { DropdownMenu } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Check } from 'lucide-react'
import { cx } from './cx'
import { Kbd } from './kbd'

const ITEM =
  'flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-body text-fg outline-none select-none data-[disabled]:cursor-default data-[disabled]:opacity-50 data-[highlighted]:bg-hover pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-fg-3'

interface MenuProps {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
  className?: string
}

/** A menu behind a button. The trigger must be one button element. */
export function Menu({ trigger, children, align = 'end', side = 'bottom', className }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cx(
            'z-50 min-w-44 animate-pop-in rounded-lg border bg-surface p-1 shadow-float',
            className,
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & {
  shortcut?: string
  danger?: boolean
}

export function MenuItem({ shortcut, danger, className, children, ...rest }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={cx(ITEM, danger && 'text-err [&_svg]:text-err', className)}
      {...rest}
    >
      {children}
      {shortcut && <Kbd className="ml-auto">{shortcut}</Kbd>}
    </DropdownMenu.Item>
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
  return (
    <DropdownMenu.RadioGroup value={value} aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={ITEM}
          onSelect={() => onValueChange(option.value)}
        >
          {option.label}
          <DropdownMenu.ItemIndicator className="ml-auto">
            <Check aria-hidden />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2 pt-2 pb-1 text-micro text-fg-3">
      {children}
    </DropdownMenu.Label>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-border" />
}
