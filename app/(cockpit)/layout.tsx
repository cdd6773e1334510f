import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import type { ShellData } from '@/components/shell/shell-data'
import { pageActor } from '@/lib/server/access/page'
import { hasRole, type Actor } from '@/lib/server/auth/actor'
import { config } from '@/lib/server/config'
import { listIdentities } from '@/lib/server/identities/identities'
import { liveCounts } from '@/lib/server/overview/overview'
import { cockpitGrids, cockpitNetworks } from './cockpit-data'

export default async function CockpitLayout({ children }: { children: ReactNode }) {
  const actor = await pageActor('LAYOUT /(cockpit)')
  return <Shell data={await loadShell(actor)}>{children}</Shell>
}

async function loadShell(actor: Actor): Promise<ShellData> {
  const [grids, networks, live, identities] = await Promise.all([
    cockpitGrids(),
    cockpitNetworks(),
    liveCounts(),
    listIdentities(actor),
  ])
  const identity =
    identities.find((candidate) => candidate.isMine) ??
    (hasRole(actor.role, 'operator') ? identities.find((candidate) => candidate.shared) : undefined)
  return {
    me: { name: actor.name, email: actor.email, role: actor.role },
    grids,
    counts: {
      nodes: grids.reduce((sum, grid) => sum + grid.nodeCount, 0),
      networks: networks.length,
      clusters: live.clusters,
      reservations: live.liveReservations,
    },
    networks: networks.map(({ id, name, range, state, staged }) => ({
      id,
      name,
      range,
      state,
      staged,
    })),
    identity: identity ? { name: identity.name, publicId: identity.publicId } : null,
    explorerCompat: config().explorerCompat,
  }
}
