import type { Metadata } from 'next'
import { NoNodes } from '@/components/nodes/no-nodes'
import { toNodeRow } from '@/components/nodes/node-row'
import { NodesPage } from '@/components/nodes/nodes-page'
import { LiveRefresh } from '@/components/shell/live'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listNodes } from '@/lib/server/nodes/nodes'
import { cockpitGrids, cockpitNetworks } from '../cockpit-data'

export const metadata: Metadata = { title: 'Nodes' }

// Thousands of rows travel with every refresh.
const REFRESH_MS = 1500

export default async function Page() {
  const actor = await pageActor('PAGE /nodes')
  const [nodes, networks] = await Promise.all([listNodes({}), cockpitNetworks()])
  const rows = nodes.map(toNodeRow)
  return (
    <>
      <LiveRefresh kinds={['node', 'grid']} delayMs={REFRESH_MS} />
      {rows.length === 0 ? (
        <NoNodes grids={await cockpitGrids()} />
      ) : (
        <NodesPage
          rows={rows}
          networks={networks.map(({ id, name, range, gridId }) => ({ id, name, range, gridId }))}
          canAdd={hasRole(actor.role, 'designer')}
        />
      )}
    </>
  )
}
