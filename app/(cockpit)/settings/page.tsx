import type { Metadata } from 'next'
import { GridsCard } from '@/components/settings/grids-card'
import { RoleNote } from '@/components/team/role-note'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { cockpitGrids } from '../cockpit-data'

export const metadata: Metadata = { title: 'Grids · Settings' }

export default async function Page() {
  const actor = await pageActor('PAGE /settings')
  const canManage = hasRole(actor.role, 'owner')
  return (
    <div className="flex flex-col gap-4">
      {!canManage && (
        <RoleNote>You are {actor.role}. Only an owner adds and removes grids.</RoleNote>
      )}
      <GridsCard
        grids={await cockpitGrids()}
        canCheck={hasRole(actor.role, 'operator')}
        canManage={canManage}
      />
    </div>
  )
}
