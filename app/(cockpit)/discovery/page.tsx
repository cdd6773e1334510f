import type { Metadata } from 'next'
import { DiscoveryPage } from '@/components/discovery/discovery-page'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { getDiscovery } from '@/lib/server/discovery/discovery'

export const metadata: Metadata = { title: 'Made elsewhere' }

interface PageProps {
  searchParams: Promise<{ ended?: string | string[] }>
}

export default async function Page({ searchParams }: PageProps) {
  const actor = await pageActor('PAGE /discovery')
  const withEnded = (await searchParams).ended === 'true'
  const view = await getDiscovery(actor, { ended: withEnded })
  return (
    <>
      <Crumbs
        items={[{ label: 'Reservations', href: '/reservations' }, { label: 'Made elsewhere' }]}
      />
      <LiveRefresh kinds={['grid', 'reservation', 'identity']} />
      <DiscoveryPage
        view={view}
        withEnded={withEnded}
        canOperate={hasRole(actor.role, 'operator')}
      />
    </>
  )
}
