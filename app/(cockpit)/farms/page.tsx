import type { Metadata } from 'next'
import { toFarmRow } from '@/components/farms/farm-row'
import { FarmsPage } from '@/components/farms/farms-page'
import { LiveRefresh } from '@/components/shell/live'
import { EmptyState } from '@/components/ui/empty-state'
import { isLiveState } from '@/lib/protocol/states'
import { pageActor } from '@/lib/server/access/page'
import { listFarmPages } from '@/lib/server/nodes/farms'

export const metadata: Metadata = { title: 'Farms' }

const REFRESH_MS = 1500

export default async function Page() {
  const actor = await pageActor('PAGE /farms')
  const farms = await listFarmPages(actor)
  const rows = farms.map(({ farm }) =>
    toFarmRow(farm, farm.reservations.filter(({ state }) => isLiveState(state)).length),
  )
  return (
    <>
      <LiveRefresh kinds={['node', 'grid', 'reservation']} delayMs={REFRESH_MS} />
      {rows.length === 0 ? (
        <>
          <h1 className="sr-only">Farms</h1>
          <EmptyState title="No farms yet">
            A farm shows here as soon as a grid this cockpit knows has one.
          </EmptyState>
        </>
      ) : (
        <FarmsPage rows={rows} />
      )}
    </>
  )
}
