import {
  Boxes,
  CalendarClock,
  Files,
  Fingerprint,
  KeyRound,
  LayoutDashboard,
  Server,
  Settings,
  Warehouse,
  Waypoints,
  Zap,
  type LucideIcon,
} from 'lucide-react'

export interface NavItem {
  href: string
  label: string
  icon: LucideIcon
  /** second key after G */
  key: string
  count?: 'nodes' | 'networks' | 'clusters' | 'reservations'
}

export const NAV_ITEMS = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, key: 'o' },
  { href: '/nodes', label: 'Nodes', icon: Server, key: 'n', count: 'nodes' },
  { href: '/farms', label: 'Farms', icon: Warehouse, key: 'a' },
  { href: '/networks', label: 'Networks', icon: Waypoints, key: 'w', count: 'networks' },
  { href: '/clusters', label: 'Clusters', icon: Boxes, key: 'c', count: 'clusters' },
  {
    href: '/reservations',
    label: 'Reservations',
    icon: CalendarClock,
    key: 'r',
    count: 'reservations',
  },
  { href: '/files', label: 'Files', icon: Files, key: 'f' },
  { href: '/quick-start', label: 'Quick start', icon: Zap, key: 'q' },
  { href: '/identities', label: 'Identities', icon: Fingerprint, key: 'i' },
  { href: '/ssh-keys', label: 'SSH keys', icon: KeyRound, key: 'k' },
  { href: '/settings', label: 'Settings', icon: Settings, key: 's' },
] as const satisfies readonly NavItem[]

export function isActive(pathname: string, href: string): boolean {
  if (href === '/') return pathname === '/'
  if (href === '/networks' && pathname.startsWith('/operations/')) return true
  if (href === '/settings' && pathname === '/audit') return true
  if (href === '/reservations' && /^\/(discovery|workloads)(\/|$)/.test(pathname)) return true
  return pathname === href || pathname.startsWith(`${href}/`)
}

/** Canvas, review and progress give the width to the work: icons only. */
export function isRailPage(pathname: string): boolean {
  return (
    /^\/(networks|clusters)\/[^/]+\/review\/?$/.test(pathname) ||
    /^\/networks\/[^/]+\/?$/.test(pathname) ||
    pathname.startsWith('/operations/')
  )
}
