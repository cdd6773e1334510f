'use client'

import { Fingerprint } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cx } from '@/components/ui/cx'
import { count, shortKey } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { NETWORK_LOOK } from '@/components/ui/status-table'
import { Tooltip } from '@/components/ui/tooltip'
import { Mark } from './mark'
import { isActive, NAV_ITEMS } from './nav-items'
import type { ShellData } from './shell-data'
import { ThemeToggle, UserMenu } from './user-menu'

const LINK =
  'flex h-8 items-center gap-2 rounded-md px-2 font-medium text-fg-2 transition-colors hover:bg-hover hover:text-fg aria-[current=page]:bg-hover aria-[current=page]:text-fg pointer-coarse:h-11 [&>.lucide]:size-4 [&>.lucide]:text-fg-3 aria-[current=page]:[&>.lucide]:text-fg'
const PINNED = 5

interface SidebarProps {
  data: ShellData
  /** icons only */
  rail?: boolean
  onShortcuts: () => void
  onNavigate?: () => void
}

export function Sidebar({ data, rail, onShortcuts, onNavigate }: SidebarProps) {
  return (
    <div className={cx('flex h-full flex-col gap-0.5 bg-bg', rail ? 'items-center py-2' : 'p-2')}>
      <Home data={data} rail={rail} />
      <nav aria-label="Main" className="flex flex-col gap-0.5" onClick={onNavigate}>
        <MainLinks data={data} rail={rail} />
        {!rail && <NetworkLinks networks={data.networks} />}
      </nav>
      <div className={cx('mt-auto flex flex-col gap-0.5 pt-2', !rail && 'border-t')}>
        {!rail && data.identity && <IdentityLink identity={data.identity} />}
        <div className={cx('flex items-center gap-1', rail && 'flex-col-reverse')}>
          <UserMenu me={data.me} rail={rail} onShortcuts={onShortcuts} />
          <ThemeToggle />
        </div>
      </div>
    </div>
  )
}

function Home({ data, rail }: { data: ShellData; rail?: boolean }) {
  const grid = data.grids[0]
  return (
    <Link
      href="/"
      aria-label="Cockpit, overview"
      className={cx('mb-2 flex h-10 items-center gap-2 rounded-md', rail ? 'px-1' : 'px-2')}
    >
      <Mark />
      {!rail && (
        <span className="min-w-0 leading-4">
          <span className="block font-semibold">Cockpit</span>
          <span className="block truncate text-[11px] text-fg-3">
            {grid ? gridLine(data) : 'no grid yet'}
          </span>
        </span>
      )}
    </Link>
  )
}

function gridLine({ grids }: ShellData): string {
  const [grid] = grids
  if (!grid) return ''
  if (grids.length > 1) {
    return `${grids.length} grids, ${grids.filter((candidate) => candidate.state === 'up').length} up`
  }
  const word = { up: 'explorer up', down: 'explorer down', unknown: 'not checked yet' }[grid.state]
  return `${grid.name} · ${word}`
}

function MainLinks({ data, rail }: { data: ShellData; rail?: boolean }) {
  const pathname = usePathname()
  return NAV_ITEMS.map((item) => {
    const current = isActive(pathname, item.href)
    const total = 'count' in item ? data.counts[item.count] : 0
    const link = (
      <Link
        key={item.href}
        href={item.href}
        aria-current={current ? 'page' : undefined}
        aria-label={rail ? item.label : undefined}
        className={cx(LINK, rail && 'w-8 justify-center px-0')}
      >
        <item.icon aria-hidden strokeWidth={1.5} />
        {!rail && item.label}
        {!rail && total > 0 && (
          <span className="ml-auto text-caption font-normal text-fg-3 tabular-nums">
            {count(total)}
          </span>
        )}
      </Link>
    )
    if (!rail) return link
    return (
      <Tooltip key={item.href} content={item.label} side="right">
        {link}
      </Tooltip>
    )
  })
}

function NetworkLinks({ networks }: { networks: ShellData['networks'] }) {
  const pathname = usePathname()
  if (networks.length === 0) return null
  return (
    <>
      <p className="px-2 pt-4 pb-1 text-micro text-fg-3">Your networks</p>
      {networks.slice(0, PINNED).map((network) => (
        <Link
          key={network.id}
          href={`/networks/${network.id}`}
          aria-current={pathname === `/networks/${network.id}` ? 'page' : undefined}
          className={cx(LINK, 'h-7 font-normal')}
        >
          <span className="grid w-4 place-items-center">
            <Glyph tone={NETWORK_LOOK[network.state].tone} />
          </span>
          <span className="min-w-0 truncate">{network.name}</span>
          <span className="ml-auto shrink-0 text-caption text-fg-3">
            {network.staged > 0
              ? `${network.staged} staged`
              : NETWORK_LOOK[network.state].word.toLowerCase()}
          </span>
        </Link>
      ))}
    </>
  )
}

function IdentityLink({ identity }: { identity: NonNullable<ShellData['identity']> }) {
  return (
    <Link href="/identities" className={cx(LINK, 'font-normal')} title={identity.publicId}>
      <Fingerprint aria-hidden strokeWidth={1.5} />
      <span className="min-w-0 truncate">{identity.name}</span>
      <span className="mono ml-auto text-[11px]! text-fg-3">{shortKey(identity.publicId)}</span>
    </Link>
  )
}
