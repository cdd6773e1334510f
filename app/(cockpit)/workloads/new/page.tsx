import type { Metadata } from 'next'
import { NewWorkload } from '@/components/workloads/new-workload'
import { Crumbs } from '@/components/shell/crumbs'
import { DRAFT_TYPES } from '@/lib/protocol/workload-draft'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listIdentities } from '@/lib/server/identities/identities'
import { workloadPlaces } from '@/lib/server/workloads/places'
import { cockpitGrids } from '../../cockpit-data'

export const metadata: Metadata = { title: 'New workload' }

interface PageProps {
  searchParams: Promise<{ type?: string | string[] }>
}

export default async function Page({ searchParams }: PageProps) {
  const actor = await pageActor('PAGE /workloads/new')
  const asked = (await searchParams).type
  const [places, identities, grids] = await Promise.all([
    workloadPlaces(actor),
    listIdentities(actor),
    cockpitGrids(),
  ])
  return (
    <>
      <Crumbs
        items={[{ label: 'Reservations', href: '/reservations' }, { label: 'New workload' }]}
      />
      <NewWorkload
        type={DRAFT_TYPES.find((type) => type === asked) ?? 'volume'}
        places={places}
        identities={identities.filter(({ isMine, shared }) => isMine || shared)}
        grids={grids.map(({ id, name }) => ({ id, name }))}
        canOperate={hasRole(actor.role, 'operator')}
      />
    </>
  )
}
