import type { Metadata } from 'next'
import { LandDots } from '@/components/map/land-dots'
import { NoNodes } from '@/components/nodes/no-nodes'
import { NodesPage } from '@/components/nodes/nodes-page'
import { LiveRefresh } from '@/components/shell/live'
import { packRows } from '@/lib/nodes/node-columns'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listNodeRows } from '@/lib/server/nodes/browse'
import { cockpitGrids, cockpitNetworks } from '../cockpit-data'

export const metadata: Metadata = { title: 'Nodes' }

// Thousands of rows travel with every refresh.
const REFRESH_MS = 1500

export default async function Page() {
  const actor = await pageActor('PAGE /nodes')
  const [{ rows }, networks] = await Promise.all([listNodeRows(actor), cockpitNetworks()])
  return (
    <>
      <LiveRefresh kinds={['node', 'grid']} delayMs={REFRESH_MS} />
      {rows.length === 0 ? (
        <NoNodes grids={await cockpitGrids()} />
      ) : (
        <NodesPage
          columns={packRows(rows)}
          networks={networks.map(({ id, name, range, gridId }) => ({ id, name, range, gridId }))}
          land={<LandDots />}
          canAdd={hasRole(actor.role, 'designer')}
        />
      )}
    </>
  )
}
