'use client'

import { usePathname } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { Sheet } from '@/components/ui/sheet'
import { CrumbsProvider } from './crumbs'
import { ShellBanners } from './grid-banners'
import { LiveProvider, LiveRefresh } from './live'
import { isRailPage } from './nav-items'
import { Palette, preloadPalette } from './palette'
import type { ShellData } from './shell-data'
import { ShortcutsSheet, useShortcuts } from './shortcuts'
import { Sidebar } from './sidebar'
import { TopBar } from './top-bar'

/** The frame around every page: navigation, breadcrumb, live state, search, banners. */
export function Shell({ data, children }: { data: ShellData; children: ReactNode }) {
  const pathname = usePathname()
  const [open, setOpen] = useState<'menu' | 'palette' | 'sheet' | null>(null)
  const isRail = isRailPage(pathname)
  const toggle = (name: 'menu' | 'palette' | 'sheet') => (isOpen: boolean) =>
    setOpen(isOpen ? name : null)
  useShortcuts({
    onPalette: () => setOpen((now) => (now === 'palette' ? null : 'palette')),
    onSheet: () => setOpen('sheet'),
    onModifier: preloadPalette,
  })
  return (
    <LiveProvider>
      <CrumbsProvider>
        <LiveRefresh kinds={['grid']} />
        <a
          href="#content"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-accent-fg focus:translate-y-0"
        >
          Skip to content
        </a>
        <div
          className={cx(
            'grid h-dvh grid-cols-[minmax(0,1fr)]',
            isRail ? 'md:grid-cols-[48px_minmax(0,1fr)]' : 'md:grid-cols-[232px_minmax(0,1fr)]',
          )}
        >
          <aside className="hidden min-h-0 overflow-y-auto border-r md:block">
            <Sidebar data={data} rail={isRail} onShortcuts={() => setOpen('sheet')} />
          </aside>
          <div className="flex min-h-0 min-w-0 flex-col">
            <TopBar
              data={data}
              onMenu={() => setOpen('menu')}
              onSearch={() => setOpen('palette')}
            />
            <ShellBanners data={data} />
            <main
              id="content"
              tabIndex={-1}
              className="min-h-0 flex-1 overflow-y-auto outline-none"
            >
              {children}
            </main>
          </div>
        </div>
        <Sheet
          open={open === 'menu'}
          onOpenChange={toggle('menu')}
          title="Menu"
          hideTitle
          side="left"
        >
          <Sidebar
            data={data}
            onShortcuts={() => setOpen('sheet')}
            onNavigate={() => setOpen((now) => (now === 'menu' ? null : now))}
          />
        </Sheet>
        <ShortcutsSheet open={open === 'sheet'} onOpenChange={toggle('sheet')} />
        {open === 'palette' && <Palette data={data} onOpenChange={toggle('palette')} />}
      </CrumbsProvider>
    </LiveProvider>
  )
}
