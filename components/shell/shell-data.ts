import type { GridView, MeView, NetworkSummary } from '@/lib/schemas/views'

/** What the frame around every page knows. Plain data from the cockpit's layout. */
export interface ShellData {
  me: Pick<MeView, 'name' | 'email' | 'role'>
  grids: GridView[]
  counts: { nodes: number; networks: number; clusters: number; reservations: number }
  networks: Pick<NetworkSummary, 'id' | 'name' | 'range' | 'state' | 'staged'>[]
  identity: { name: string; publicId: string } | null
  /** the embedded explorer takes unsigned writes */
  explorerCompat: boolean
}
