import { ArrowRight, Pencil, Plus } from 'lucide-react'
import Link from 'next/link'
import { KeepFresh } from '@/components/operations/keep-fresh'
import { TimeLine } from '@/components/reservations/time-line'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { plural } from '@/components/ui/format'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { NetworkStatus } from '@/components/ui/status-dot'
import { LocalTime, TimeLeft } from '@/components/ui/time'
import type { ClusterView } from '@/lib/schemas/clusters'
import type { EventView } from '@/lib/schemas/views'
import { DeleteCluster } from './delete-cluster'
import { DevicesCard, type ClusterDevice } from './devices-card'
import { KubeconfigCard } from './kubeconfig-card'
import { LoginCard } from './login-card'
import { MachineTable } from './machine-table'

interface ClusterPageProps {
  cluster: ClusterView
  devices: readonly ClusterDevice[]
  events: readonly EventView[]
  canDesign: boolean
  canOperate: boolean
}

/** A cluster as it stands: its machines, what to take away, and what happened. */
export function ClusterPage(props: ClusterPageProps) {
  const { cluster, devices, events, canOperate } = props
  return (
    <PageBody>
      <LiveRefresh kinds={['cluster', 'reservation', 'operation', 'network', 'file']} />
      {cluster.operationId && <KeepFresh />}
      <Crumbs items={[{ label: 'Clusters', href: '/clusters' }, { label: cluster.name }]} />
      <PageHeader
        title={cluster.name}
        meta={<NetworkStatus state={cluster.state} tint />}
        actions={<Actions {...props} />}
      />
      <Facts cluster={cluster} />
      <Notices {...props} />
      <MachineTable machines={cluster.machineList} ready={cluster.ready} />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <KubeconfigCard cluster={cluster} canOperate={canOperate} />
        <DevicesCard networkId={cluster.networkId} devices={devices} canOperate={canOperate} />
        <LoginCard cluster={cluster} />
        <Card aria-labelledby="cluster-history">
          <CardHeader id="cluster-history" title="History" note="newest first" />
          <div className="max-h-96 overflow-y-auto p-4" tabIndex={0} aria-label="History">
            <TimeLine events={events} />
          </div>
        </Card>
      </div>
    </PageBody>
  )
}

function Actions({ cluster, canDesign, canOperate }: ClusterPageProps) {
  if (!canDesign) return null
  return (
    <>
      <Button asChild>
        <Link href={`/clusters/${cluster.id}/edit?add=worker`}>
          <Plus aria-hidden /> Add worker
        </Link>
      </Button>
      <Button asChild>
        <Link href={`/clusters/${cluster.id}/edit`}>
          <Pencil aria-hidden /> Edit machines
        </Link>
      </Button>
      {canOperate && <DeleteCluster cluster={cluster} />}
      {cluster.staged > 0 && (
        <Button asChild variant="primary">
          <Link href={`/clusters/${cluster.id}/review`}>
            Review {plural(cluster.staged, 'change')} <ArrowRight aria-hidden />
          </Link>
        </Button>
      )}
    </>
  )
}

function Facts({ cluster }: { cluster: ClusterView }) {
  const { networkId, networkName, masterIp, endsAt, gridName } = cluster
  return (
    <p className="-mt-2 mb-4 flex flex-wrap gap-x-4 gap-y-1 text-caption text-fg-3">
      <span>
        on{' '}
        <Link href={`/networks/${networkId}`} className="touch-target text-fg-2 underline">
          {networkName}
        </Link>
      </span>
      <span>grid “{gridName}”</span>
      {masterIp && (
        <span>
          master <span className="mono text-fg-2">{masterIp}</span>
        </span>
      )}
      {endsAt ? (
        <span>
          ends <LocalTime at={endsAt} style="long" />, in <TimeLeft at={endsAt} />
        </span>
      ) : (
        <span>nothing of it is reserved</span>
      )}
    </p>
  )
}

function Notices({ cluster }: ClusterPageProps) {
  const errors = cluster.problems.filter(({ severity }) => severity === 'error')
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      {cluster.operationId && (
        <Banner
          inset
          tone="pending"
          actions={
            <Button asChild size="sm">
              <Link href={`/operations/${cluster.operationId}`}>Follow it</Link>
            </Button>
          }
        >
          Work on this cluster is under way.
        </Banner>
      )}
      {errors.map(({ code, objects, message }) => (
        <Banner key={`${code} ${objects.join(' ')}`} inset tone="warning">
          {message}
        </Banner>
      ))}
    </div>
  )
}
