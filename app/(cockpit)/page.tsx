import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { ActivityCard } from '@/components/overview/activity-card'
import { endingSoon, ExpiringCard } from '@/components/overview/expiring-card'
import { Figures } from '@/components/overview/figures'
import { GridCard } from '@/components/overview/grid-card'
import { NetworksCard } from '@/components/overview/networks-card'
import { placesOf } from '@/components/map/places'
import { LiveRefresh } from '@/components/shell/live'
import { Button } from '@/components/ui/button'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listNodes } from '@/lib/server/nodes/nodes'
import { loadOverview } from '@/lib/server/overview/overview'

export const metadata: Metadata = { title: 'Overview' }

const REFRESH_MS = 1000

export default async function OverviewPage() {
  const actor = await pageActor('PAGE /')
  const [overview, nodes] = await Promise.all([loadOverview(actor), listNodes({})])
  const { places, unplaced } = placesOf(nodes)
  const canCreate = hasRole(actor.role, 'designer')
  return (
    <PageBody>
      <LiveRefresh delayMs={REFRESH_MS} />
      <PageHeader
        title="Overview"
        actions={
          canCreate && (
            <Button asChild variant="primary">
              <Link href="/networks?new=1">
                <Plus aria-hidden /> New network
              </Link>
            </Button>
          )
        }
      />
      <Figures overview={overview} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_352px]">
        <NetworksCard networks={overview.networks} canCreate={canCreate} />
        <ExpiringCard endings={endingSoon(overview.networks, requestInstant())} />
        <GridCard overview={overview} places={places} unplaced={unplaced} />
        <ActivityCard events={overview.events} networks={overview.networks} />
      </div>
    </PageBody>
  )
}

function requestInstant(): number {
  return Date.now()
}
