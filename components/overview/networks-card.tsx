import { Waypoints } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { plural } from '@/components/ui/format'
import { NetworkStatus } from '@/components/ui/status-dot'
import { LocalTime, TimeLeft } from '@/components/ui/time'
import type { NetworkSummary } from '@/lib/schemas/views'

const SHOWN = 8
const CELL = 'px-2 max-md:p-0'

export function NetworksCard({
  networks,
  canCreate,
}: {
  networks: readonly NetworkSummary[]
  canCreate: boolean
}) {
  return (
    <Card>
      <CardHeader
        title="Networks"
        actions={
          networks.length > 0 && (
            <Button asChild variant="ghost" size="mini">
              <Link href="/networks">All networks</Link>
            </Button>
          )
        }
      />
      {networks.length === 0 ? (
        <FirstSteps canCreate={canCreate} />
      ) : (
        <table aria-label="Networks" className="w-full max-md:block">
          <thead className="sr-only">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Range</th>
              <th scope="col">Size</th>
              <th scope="col">State</th>
              <th scope="col">End</th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {networks.slice(0, SHOWN).map((network) => (
              <NetworkRow key={network.id} network={network} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function NetworkRow({ network }: { network: NetworkSummary }) {
  return (
    <tr
      role="row"
      className="relative h-11 border-b whitespace-nowrap last:border-b-0 hover:bg-hover/50 max-md:grid max-md:h-auto max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-2 max-md:gap-y-0.5 max-md:px-4 max-md:py-2.5"
    >
      <td role="cell" className={`${CELL} md:pl-4`}>
        <span className="flex items-center gap-2">
          <Waypoints aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-fg-3" />
          <Link
            href={`/networks/${network.id}`}
            className="truncate rounded-sm text-label after:absolute after:inset-0"
          >
            {network.name}
          </Link>
          {network.staged > 0 && (
            <span className="text-caption text-fg-3">
              {plural(network.staged, 'change')} staged
            </span>
          )}
        </span>
      </td>
      <td role="cell" className={CELL}>
        <span className="mono text-fg-2">{network.range}</span>
      </td>
      <td role="cell" className={`${CELL} text-fg-2 max-md:hidden`}>
        {plural(network.resources, 'node')}
        {network.devices > 0 && `, ${plural(network.devices, 'device')}`}
      </td>
      <td
        role="cell"
        className={`${CELL} max-md:col-start-2 max-md:row-start-1 max-md:justify-self-end`}
      >
        <NetworkStatus state={network.state} />
      </td>
      <td role="cell" className={`${CELL} text-right md:pr-4`}>
        {network.endsAt ? (
          <>
            <TimeLeft at={network.endsAt} />{' '}
            <LocalTime at={network.endsAt} className="ml-1 text-caption text-fg-3 max-md:hidden" />
          </>
        ) : (
          <span className="text-caption text-fg-3">not reserved</span>
        )}
      </td>
    </tr>
  )
}

function FirstSteps({ canCreate }: { canCreate: boolean }) {
  return (
    <EmptyState
      compact
      title="No networks yet"
      actions={
        canCreate && (
          <>
            <Button asChild>
              <Link href="/nodes">Pick nodes</Link>
            </Button>
            <Button asChild variant="ghost">
              <Link href="/networks">Import network.json</Link>
            </Button>
          </>
        )
      }
    >
      Pick a few nodes, or start with an empty canvas. Nothing is sent to the grid before you review
      and sign it.
    </EmptyState>
  )
}
