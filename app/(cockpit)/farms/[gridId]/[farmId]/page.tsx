import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CapacityCard, OursCard, StateCard } from '@/components/farms/farm-cards'
import { FarmNodes } from '@/components/farms/farm-nodes'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { plural } from '@/components/ui/format'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { isDomainError } from '@/lib/errors/domain-error'
import { DEFAULT_SORT, sortRows } from '@/lib/nodes/sort-rows'
import { pageActor } from '@/lib/server/access/page'
import { getFarm } from '@/lib/server/nodes/farms'

export const metadata: Metadata = { title: 'Farm' }

interface FarmPageProps {
  params: Promise<{ gridId: string; farmId: string }>
}

export default async function Page({ params }: FarmPageProps) {
  const actor = await pageActor('PAGE /farms/[gridId]/[farmId]')
  const { gridId, farmId } = await params
  const { farm, rows } = await getFarm(actor, decodeURIComponent(gridId), farmId).catch(
    (error: unknown) => {
      if (isDomainError(error, 'NOT_FOUND')) notFound()
      throw error
    },
  )
  const query = new URLSearchParams({ grid: farm.gridId, farm: String(farm.farmId) })
  return (
    <PageBody>
      <Crumbs items={[{ label: 'Farms', href: '/farms' }, { label: farm.name }]} />
      <LiveRefresh kinds={['node', 'grid', 'reservation']} delayMs={1500} />
      <PageHeader
        title={farm.name}
        meta={
          <>
            <Tag variant="outline">{farm.gridName}</Tag>
            <span className="text-fg-3">
              Farm {farm.farmId}, {plural(farm.nodes, 'node')}
            </span>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <CapacityCard farm={farm} />
        <StateCard farm={farm} />
        <FarmNodes rows={sortRows(rows, DEFAULT_SORT)} href={`/nodes?${query.toString()}`} />
        <OursCard farm={farm} />
      </div>
    </PageBody>
  )
}
