'use client'

import { usePathname } from 'next/navigation'
import { Crumbs } from '@/components/shell/crumbs'
import { TabLinks } from '@/components/ui/tabs'

const TABS = [
  { href: '/settings', label: 'Grids' },
  { href: '/settings/api', label: 'API' },
  { href: '/settings/team', label: 'Team' },
  { href: '/settings/tokens', label: 'Tokens' },
  { href: '/settings/sessions', label: 'Sessions' },
  { href: '/settings/about', label: 'About' },
] as const

/** The parts of the settings, each a place of its own. */
export function SettingsTabs() {
  const pathname = usePathname()
  const open = TABS.find(({ href }) => href === pathname) ?? TABS[0]
  return (
    <>
      <Crumbs items={[{ label: 'Settings', href: '/settings' }, { label: open.label }]} />
      <TabLinks
        label="Settings"
        className="mb-4 border-b px-0!"
        items={TABS.map((tab) => ({ ...tab, active: tab === open }))}
      />
    </>
  )
}
