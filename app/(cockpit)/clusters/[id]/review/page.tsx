import type { Metadata } from 'next'
import { ClusterReview } from '@/components/clusters/cluster-review'
import { signersAmong } from '@/components/review/signers'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { planClusterOf } from '@/lib/server/clusters/plan-cluster'
import { listIdentities } from '@/lib/server/identities/identities'
import { getNetwork } from '@/lib/server/networks/networks'
import { orNotFound } from '../../../networks/[id]/network-data'

export const metadata: Metadata = { title: 'Review' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('PAGE /clusters/[id]/review')
  const { id } = await params
  const plan = await orNotFound(planClusterOf(actor, id))
  const [network, identities] = await Promise.all([
    getNetwork(actor, plan.networkId),
    listIdentities(actor),
  ])
  return (
    <ClusterReview
      plan={plan}
      gridName={network.gridName}
      identities={signersAmong(identities)}
      identityId={network.identityId}
      canOperate={hasRole(actor.role, 'operator')}
    />
  )
}
