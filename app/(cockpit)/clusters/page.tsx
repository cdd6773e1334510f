import type { Metadata } from 'next'
import { ClustersPage } from '@/components/clusters/clusters-page'
import { LiveRefresh } from '@/components/shell/live'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listClusters } from '@/lib/server/clusters/clusters'
import { cockpitGrids } from '../cockpit-data'

export const metadata: Metadata = { title: 'Clusters' }

export default async function Page() {
  const actor = await pageActor('PAGE /clusters')
  const [clusters, grids] = await Promise.all([listClusters(actor), cockpitGrids()])
  return (
    <>
      <LiveRefresh kinds={['cluster', 'reservation', 'operation', 'file']} />
      <ClustersPage
        clusters={clusters}
        showsGrid={grids.length > 1}
        canDesign={hasRole(actor.role, 'designer')}
      />
    </>
  )
}
