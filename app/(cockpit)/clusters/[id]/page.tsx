import type { Metadata } from 'next'
import { ClusterPage } from '@/components/clusters/cluster-page'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { getCluster } from '@/lib/server/clusters/clusters'
import { eventsOfCluster } from '@/lib/server/events/queries'
import { getNetwork } from '@/lib/server/networks/networks'
import { orNotFound } from '../../networks/[id]/network-data'
import { devicesOf } from '../cluster-data'

export const metadata: Metadata = { title: 'Cluster' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('PAGE /clusters/[id]')
  const { id } = await params
  const cluster = await orNotFound(getCluster(actor, id))
  const [network, events] = await Promise.all([
    getNetwork(actor, cluster.networkId),
    eventsOfCluster(actor, id),
  ])
  return (
    <ClusterPage
      cluster={cluster}
      devices={await devicesOf(network)}
      events={events}
      canDesign={hasRole(actor.role, 'designer')}
      canOperate={hasRole(actor.role, 'operator')}
    />
  )
}
