import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { NetworkStatus } from '@/components/ui/status-dot'
import { LocalTime, TimeLeft } from '@/components/ui/time'
import type { ClusterSummary } from '@/lib/schemas/clusters'

interface ClusterTableProps {
  clusters: readonly ClusterSummary[]
  showsGrid: boolean
}

const TH = 'h-8 px-2 text-caption whitespace-nowrap text-fg-3 first:pl-4 last:pr-4'
const TD = 'h-11 px-2 whitespace-nowrap first:pl-4 last:pr-4 max-md:h-auto max-md:p-0!'

export function ClusterTable({ clusters, showsGrid }: ClusterTableProps) {
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full max-md:block">
        <caption className="sr-only">Clusters</caption>
        <thead className="border-b max-md:sr-only">
          <tr>
            <th className={TH}>Name</th>
            <th className={TH}>State</th>
            <th className={TH}>Network</th>
            {showsGrid && <th className={TH}>Grid</th>}
            <th className={`${TH} text-right`}>Machines ready</th>
            <th className={TH}>Master</th>
            <th className={TH}>Runs until</th>
            <th className={TH}>Kubeconfig</th>
            <th className={TH}>
              <span className="sr-only">Open</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {clusters.map((cluster) => (
            <Row key={cluster.id} cluster={cluster} showsGrid={showsGrid} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ cluster, showsGrid }: { cluster: ClusterSummary; showsGrid: boolean }) {
  const { id, name, state, networkName, gridName, machines, ready, masterIp, endsAt } = cluster
  return (
    <tr className="relative border-t border-border/65 transition-colors first:border-t-0 hover:bg-hover max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:gap-y-1 max-md:px-4 max-md:py-3">
      <th scope="row" className={TD}>
        <Link
          href={`/clusters/${id}`}
          className="text-label after:absolute after:inset-0 focus-visible:after:rounded-sm"
        >
          {name}
        </Link>
        {cluster.staged > 0 && state !== 'draft' && (
          <span className="ml-2 inline-flex items-center gap-1.5 text-caption font-normal text-fg-3">
            <Glyph tone="staged" />
            {plural(cluster.staged, 'change')}
          </span>
        )}
      </th>
      <td className={`${TD} max-md:justify-self-end`}>
        <NetworkStatus state={state} />
      </td>
      <td className={`${TD} text-fg-2`}>
        <span className="md:hidden">on </span>
        {networkName}
        {endsAt && (
          <span className="text-fg-3 md:hidden">
            , <TimeLeft at={endsAt} /> left
          </span>
        )}
      </td>
      {showsGrid && <td className={`${TD} text-fg-2 max-md:hidden`}>{gridName}</td>}
      <td className={`${TD} text-right tabular-nums max-md:justify-self-end`}>
        {ready} <span className="text-fg-3">of {machines}</span>
        <span className="text-fg-3 md:hidden"> ready</span>
      </td>
      <td className={`${TD} mono text-fg-2 max-md:hidden`}>
        {masterIp ?? <span className="text-fg-3">–</span>}
      </td>
      <td className={`${TD} text-fg-2 max-md:hidden`}>
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
      <td className={`${TD} text-fg-2 max-md:hidden`}>
        {cluster.hasKubeconfig ? 'yes' : <span className="text-fg-3">no</span>}
      </td>
      <td className={`${TD} text-right max-md:hidden`}>
        <ChevronRight aria-hidden className="ml-auto size-4 text-fg-3" />
      </td>
    </tr>
  )
}
