import type { Metadata } from 'next'
import { Review } from '@/components/review/review'
import { signersAmong } from '@/components/review/signers'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listIdentities } from '@/lib/server/identities/identities'
import { getNetwork } from '@/lib/server/networks/networks'
import { planNetwork } from '@/lib/server/networks/plan-network'
import { orNotFound } from '../network-data'

export const metadata: Metadata = { title: 'Review' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('PAGE /networks/[id]/review')
  const { id } = await params
  const network = await orNotFound(getNetwork(actor, id))
  const [plan, identities] = await Promise.all([planNetwork(actor, id), listIdentities(actor)])
  return (
    <Review
      plan={plan}
      gridName={network.gridName}
      identities={signersAmong(identities)}
      identityId={network.identityId}
      canOperate={hasRole(actor.role, 'operator')}
    />
  )
}
