'use client'

import { Keyboard, LogOut, Monitor, Moon, ScrollText, Sun, UserRound } from 'lucide-react'
import Link from 'next/link'
import { initials } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuLabel, MenuRadio, MenuSeparator } from '@/components/ui/menu'
import { sentenceOf } from '@/components/ui/api'
import { toast } from '@/components/ui/toast'
import { signOut } from './sign-out'
import type { ShellData } from './shell-data'
import { useTheme } from './theme'

const THEME_OPTIONS = [
  {
    value: 'system',
    label: (
      <>
        <Monitor aria-hidden /> System
      </>
    ),
  },
  {
    value: 'light',
    label: (
      <>
        <Sun aria-hidden /> Light
      </>
    ),
  },
  {
    value: 'dark',
    label: (
      <>
        <Moon aria-hidden /> Dark
      </>
    ),
  },
] as const

export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-6 shrink-0 place-items-center rounded-full border bg-hover text-[10px] font-semibold text-fg-2"
    >
      {initials(name)}
    </span>
  )
}

interface UserMenuProps {
  me: ShellData['me']
  rail?: boolean
  onShortcuts: () => void
}

export function UserMenu({ me, rail, onShortcuts }: UserMenuProps) {
  const { theme, setTheme } = useTheme()
  const leave = () => {
    signOut().catch((error: unknown) => toast.error(sentenceOf(error)))
  }
  return (
    <Menu
      side="top"
      align="start"
      className="w-52"
      trigger={
        <button
          type="button"
          aria-label={`${me.name}, account menu`}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left transition-colors hover:bg-hover pointer-coarse:h-11"
        >
          <Avatar name={me.name} />
          {!rail && <span className="truncate">{me.name}</span>}
        </button>
      }
    >
      <MenuLabel>
        <span className="block truncate text-body text-fg">{me.name}</span>
        {me.email && <span className="block truncate font-normal">{me.email}</span>}
        <span className="block font-normal">Role: {me.role}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuRadio label="Theme" value={theme} options={THEME_OPTIONS} onValueChange={setTheme} />
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/settings/sessions">
          <UserRound aria-hidden /> Sessions and password
        </Link>
      </MenuItem>
      {(me.role === 'operator' || me.role === 'owner') && (
        <MenuItem asChild>
          <Link href="/audit">
            <ScrollText aria-hidden /> Who did what
          </Link>
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem shortcut="?" onSelect={onShortcuts}>
        <Keyboard aria-hidden /> Keyboard shortcuts
      </MenuItem>
      <MenuItem onSelect={leave}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  )
}

/** One click between dark and light. */
export function ThemeToggle() {
  const { resolved, setTheme } = useTheme()
  const next = resolved === 'dark' ? 'light' : 'dark'
  return (
    <IconButton label={`Use ${next} theme`} onClick={() => setTheme(next)}>
      {/* Both are drawn, CSS shows one: the server cannot know what the system says. */}
      <Moon aria-hidden className="dark:hidden" />
      <Sun aria-hidden className="hidden dark:block" />
    </IconButton>
  )
}
