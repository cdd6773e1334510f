import type { Metadata } from 'next'
import { NetworksPage } from '@/components/networks/networks-page'
import { LiveRefresh } from '@/components/shell/live'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { config } from '@/lib/server/config'
import { cockpitGrids, cockpitNetworks } from '../cockpit-data'

export const metadata: Metadata = { title: 'Networks' }

export default async function Page() {
  const actor = await pageActor('PAGE /networks')
  const [networks, grids] = await Promise.all([cockpitNetworks(), cockpitGrids()])
  return (
    <>
      <LiveRefresh kinds={['network', 'reservation', 'operation']} />
      <NetworksPage
        networks={networks}
        grids={grids.map(({ id, name }) => ({ id, name }))}
        canDesign={hasRole(actor.role, 'designer')}
        baseUrl={config().baseUrl}
      />
    </>
  )
}
