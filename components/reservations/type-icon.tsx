import {
  Box,
  Bug,
  Container,
  Database,
  HardDrive,
  ShipWheel,
  Waypoints,
  type LucideIcon,
} from 'lucide-react'

const ICONS: Record<string, LucideIcon> = {
  network: Waypoints,
  kubernetes: ShipWheel,
  container: Container,
  volume: HardDrive,
  zdb: Database,
  debug: Bug,
}

export function TypeIcon({ type }: { type: string }) {
  const Icon = ICONS[type] ?? Box
  return <Icon aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-fg-3" />
}
