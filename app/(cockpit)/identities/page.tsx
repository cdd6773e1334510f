import type { Metadata } from 'next'
import { IdentitiesPage } from '@/components/identities/identities-page'
import { LiveRefresh } from '@/components/shell/live'
import { pageActor } from '@/lib/server/access/page'
import { listIdentities } from '@/lib/server/identities/identities'

export const metadata: Metadata = { title: 'Identities' }

export default async function Page() {
  const actor = await pageActor('PAGE /identities')
  return (
    <>
      <LiveRefresh kinds={['identity', 'reservation']} />
      <IdentitiesPage identities={await listIdentities(actor)} myRole={actor.role} />
    </>
  )
}
