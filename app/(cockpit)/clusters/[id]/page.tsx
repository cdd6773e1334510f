import type { Metadata } from 'next'
import { ClusterPage } from '@/components/clusters/cluster-page'
import type { ClusterView } from '@/lib/schemas/clusters'
import { pageActor } from '@/lib/server/access/page'
import { hasRole, type Actor } from '@/lib/server/auth/actor'
import { getCluster } from '@/lib/server/clusters/clusters'
import { eventsOfCluster } from '@/lib/server/events/queries'
import { getNetwork } from '@/lib/server/networks/networks'
import { listReservations } from '@/lib/server/reservations/reservations'
import { orNotFound } from '../../networks/[id]/network-data'
import { devicesOf } from '../cluster-data'

export const metadata: Metadata = { title: 'Cluster' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('PAGE /clusters/[id]')
  const { id } = await params
  const cluster = await orNotFound(getCluster(actor, id))
  const [network, events] = await Promise.all([
    getNetwork(actor, cluster.networkId),
    historyOf(actor, cluster),
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

/** What happened, with the node's name where a machine is meant. */
async function historyOf(actor: Actor, { id, networkId }: ClusterView) {
  const [events, reservations] = await Promise.all([
    eventsOfCluster(actor, id),
    listReservations(actor, { networkId, type: 'kubernetes' }),
  ])
  const labels = new Map(reservations.map((one) => [one.id, one.nodeLabel]))
  return events.map((event) => {
    const label = labels.get(event.subjectId)
    return label ? { ...event, message: `${label}: ${event.message}` } : event
  })
}
