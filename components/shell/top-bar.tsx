'use client'

import { Menu, Search } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { Breadcrumb } from './crumbs'
import { LiveIndicator } from './live-indicator'
import type { ShellData } from './shell-data'

interface TopBarProps {
  data: ShellData
  onMenu: () => void
  onSearch: () => void
}

export function TopBar({ data, onMenu, onSearch }: TopBarProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-bg pr-4 pl-3 md:pl-6">
      <IconButton
        label="Open menu"
        size="md"
        tooltip={false}
        onClick={onMenu}
        className="md:hidden"
      >
        <Menu />
      </IconButton>
      <Breadcrumb data={data} />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <LiveIndicator />
        <button
          type="button"
          onClick={onSearch}
          className="hidden h-7 w-58 items-center gap-2 rounded-md border bg-surface px-2 text-fg-3 transition-colors hover:border-line md:flex"
        >
          <Search aria-hidden className="size-3.5" />
          Search or jump to
          <Kbd className="ml-auto">⌘K</Kbd>
        </button>
        <IconButton
          label="Search or jump to"
          size="md"
          tooltip={false}
          onClick={onSearch}
          className="md:hidden"
        >
          <Search />
        </IconButton>
      </div>
    </header>
  )
}
