import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { NetworkStatus } from '@/components/ui/status-dot'
import { Tag } from '@/components/ui/tag'
import { LocalTime, RelativeTime, TimeLeft } from '@/components/ui/time'
import { isPublicRange } from '@/lib/network/cidr'
import type { NetworkSummary } from '@/lib/schemas/views'

interface NetworkTableProps {
  networks: readonly NetworkSummary[]
  showsGrid: boolean
}

const TH = 'h-8 px-2 text-caption whitespace-nowrap text-fg-3 first:pl-4 last:pr-4'
const TD = 'h-11 px-2 whitespace-nowrap first:pl-4 last:pr-4 max-md:h-auto max-md:p-0!'

export function NetworkTable({ networks, showsGrid }: NetworkTableProps) {
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full max-md:block">
        <caption className="sr-only">Networks</caption>
        <thead className="border-b max-md:sr-only">
          <tr>
            <th className={TH}>Name</th>
            <th className={TH}>State</th>
            <th className={TH}>Range</th>
            {showsGrid && <th className={TH}>Grid</th>}
            <th className={`${TH} text-right`}>Nodes</th>
            <th className={`${TH} text-right`}>Devices</th>
            <th className={TH}>Runs until</th>
            <th className={TH}>Staged</th>
            <th className={TH}>Changed</th>
            <th className={TH}>
              <span className="sr-only">Open</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {networks.map((network) => (
            <Row key={network.id} network={network} showsGrid={showsGrid} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ network, showsGrid }: { network: NetworkSummary; showsGrid: boolean }) {
  const { id, name, state, range, gridName, resources, devices, endsAt, staged } = network
  return (
    <tr className="relative border-t border-border/65 transition-colors first:border-t-0 hover:bg-hover max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-1 max-md:px-4 max-md:py-3">
      <th scope="row" className={TD}>
        <Link
          href={`/networks/${id}`}
          className="text-label after:absolute after:inset-0 focus-visible:after:rounded-sm"
        >
          {name}
        </Link>
      </th>
      <td className={`${TD} max-md:justify-self-end`}>
        <NetworkStatus state={state} />
      </td>
      <td className={TD}>
        <span className="mono text-fg-2">{range}</span>{' '}
        {isPublicRange(range) && (
          <Tag
            className="ml-1 bg-warn/10 text-fg"
            title="These addresses belong to others on the internet"
          >
            public range
          </Tag>
        )}
      </td>
      {showsGrid && <td className={`${TD} text-fg-2 max-md:hidden`}>{gridName}</td>}
      <td className={`${TD} text-right text-fg-2 tabular-nums`}>
        {resources}
        <span className="md:hidden"> {resources === 1 ? 'node' : 'nodes'}</span>
      </td>
      <td className={`${TD} text-right text-fg-2 tabular-nums max-md:hidden`}>{devices}</td>
      <td className={`${TD} text-fg-2`}>
        {endsAt ? (
          <>
            <LocalTime at={endsAt} />{' '}
            <span className="text-caption text-fg-3 max-lg:hidden">
              <TimeLeft at={endsAt} />
            </span>
          </>
        ) : (
          <span className="text-fg-3">not deployed</span>
        )}
      </td>
      <td className={`${TD} max-md:justify-self-end`}>
        {staged > 0 ? (
          <span className="inline-flex items-center gap-1.5">
            <Glyph tone="staged" />
            {plural(staged, 'change')}
          </span>
        ) : (
          <span className="text-fg-3 max-md:hidden">none</span>
        )}
      </td>
      <td className={`${TD} text-fg-3 max-md:hidden`}>
        <RelativeTime at={network.updatedAt} />
      </td>
      <td className={`${TD} text-right max-md:hidden`}>
        <ChevronRight aria-hidden className="ml-auto size-4 text-fg-3" />
      </td>
    </tr>
  )
}
