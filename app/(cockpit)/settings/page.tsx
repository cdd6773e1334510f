import type { Metadata } from 'next'
import { AboutCard } from '@/components/settings/about-card'
import { ApiCard } from '@/components/settings/api-card'
import { GridsCard } from '@/components/settings/grids-card'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { config } from '@/lib/server/config'
import about from '@/package.json'
import { cockpitGrids } from '../cockpit-data'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage() {
  const actor = await pageActor('PAGE /settings')
  const { apiToken, baseUrl } = config()
  return (
    <PageBody narrow>
      <PageHeader title="Settings" />
      <div className="flex flex-col gap-4">
        <GridsCard
          grids={await cockpitGrids()}
          canCheck={hasRole(actor.role, 'operator')}
          canManage={hasRole(actor.role, 'owner')}
        />
        <ApiCard baseUrl={baseUrl} hasToken={apiToken !== undefined} />
        <AboutCard version={about.version} license={about.license} me={actor} />
      </div>
    </PageBody>
  )
}
