import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import type { ShellData } from '@/components/shell/shell-data'
import { pageActor } from '@/lib/server/access/page'
import type { Actor } from '@/lib/server/auth/actor'
import { config } from '@/lib/server/config'
import { listIdentities } from '@/lib/server/identities/identities'
import { cockpitOverview } from './cockpit-data'

export default async function CockpitLayout({ children }: { children: ReactNode }) {
  const actor = await pageActor('LAYOUT /(cockpit)')
  return <Shell data={await loadShell(actor)}>{children}</Shell>
}

async function loadShell(actor: Actor): Promise<ShellData> {
  const [overview, identities] = await Promise.all([cockpitOverview(), listIdentities(actor)])
  const identity = identities.find((candidate) => candidate.isMine) ?? identities[0]
  return {
    me: { name: actor.name, email: actor.email, role: actor.role },
    grids: overview.grids,
    counts: {
      nodes: overview.nodes.total,
      networks: overview.networks.length,
      reservations: overview.liveReservations,
    },
    networks: overview.networks.map(({ id, name, range, state, staged }) => ({
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
