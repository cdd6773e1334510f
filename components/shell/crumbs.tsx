'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { createContext, Fragment, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { isActive, NAV_ITEMS } from './nav-items'
import type { ShellData } from './shell-data'

export interface Crumb {
  label: string
  href?: string
}

const CrumbsContext = createContext<{
  custom: { path: string; items: readonly Crumb[] } | null
  setCustom: (value: { path: string; items: readonly Crumb[] } | null) => void
}>({ custom: null, setCustom: () => undefined })

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [custom, setCustom] = useState<{ path: string; items: readonly Crumb[] } | null>(null)
  const value = useMemo(() => ({ custom, setCustom }), [custom])
  return <CrumbsContext value={value}>{children}</CrumbsContext>
}

/** A page inside a section says where it is; without it the address decides. */
export function Crumbs({ items }: { items: readonly Crumb[] }) {
  const { setCustom } = use(CrumbsContext)
  const path = usePathname()
  const key = JSON.stringify(items)
  useEffect(() => {
    setCustom({ path, items: JSON.parse(key) as Crumb[] })
  }, [path, key, setCustom])
  return null
}

/** Where we are, from the address and what the frame knows. The last item is the page itself. */
export function crumbsOf(pathname: string, data: Pick<ShellData, 'grids' | 'networks'>): Crumb[] {
  const section = NAV_ITEMS.find((item) => isActive(pathname, item.href))
  const grid = data.grids[0]?.name
  if (!section) return grid ? [{ label: grid }] : []
  const [, first, second, third] = pathname.split('/')
  if (!second)
    return [...(grid ? [{ label: grid, href: '/settings' }] : []), { label: section.label }]
  const parent = { label: section.label, href: section.href }
  if (first === 'networks') return [parent, ...networkCrumbs(second, third, data.networks)]
  if (first === 'operations') return [parent, { label: 'Apply' }]
  return [parent, { label: section.label.replace(/s$/, '') }]
}

const NETWORK_PAGES: Record<string, string> = { review: 'Review', files: 'Devices and files' }

function networkCrumbs(id: string, page: string | undefined, networks: ShellData['networks']) {
  const label = networks.find((network) => network.id === id)?.name ?? 'Network'
  if (!page) return [{ label }]
  return [{ label, href: `/networks/${id}` }, { label: NETWORK_PAGES[page] ?? page }]
}

export function Breadcrumb({ data }: { data: ShellData }) {
  const pathname = usePathname()
  const { custom } = use(CrumbsContext)
  const items = custom?.path === pathname ? custom.items : crumbsOf(pathname, data)
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2 whitespace-nowrap text-fg-3">
        {items.map((item, index) => {
          const isLast = index === items.length - 1
          return (
            <Fragment key={`${index}-${item.label}`}>
              {index > 0 && (
                <li aria-hidden className="shrink-0 opacity-70">
                  <ChevronRight className="size-3.5" />
                </li>
              )}
              <li
                className={isLast ? 'min-w-0 truncate font-medium text-fg' : 'shrink-0'}
                aria-current={isLast ? 'page' : undefined}
              >
                {item.href && !isLast ? (
                  <Link href={item.href} className="touch-target rounded-sm hover:text-fg">
                    {item.label}
                  </Link>
                ) : (
                  item.label
                )}
              </li>
            </Fragment>
          )
        })}
      </ol>
    </nav>
  )
}
