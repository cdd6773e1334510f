import { Download, Laptop } from 'lucide-react'
import Link from 'next/link'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { NetworkStatus, StatusDot } from '@/components/ui/status-dot'
import { Tag } from '@/components/ui/tag'
import { LocalTime } from '@/components/ui/time'
import type { NetworkView } from '@/lib/schemas/views'
import { DeleteNetworkButton } from '@/components/networks/delete-network-button'
import { ConnectPanel } from './connect-panel'
import { WgFile } from './wg-file'

/** What the page says of one device; the file itself is fetched when asked for. */
export interface DeviceFileView {
  id: string
  deviceId: string
  /** its stored wg.conf; null before the first one was made */
  fileId: string | null
  name: string
  address: string
  subnet: string
  accessLabel: string
  fileName: string
  hasOwnKey: boolean
  /** the access point runs with this device in it */
  isReady: boolean
  pingAddress: string | null
}

interface FilesPageProps {
  network: NetworkView
  devices: readonly DeviceFileView[]
  canOperate: boolean
}

/** Everything to take away from a network: files of its devices, and the network itself as files. */
export function FilesPage({ network, devices, canOperate }: FilesPageProps) {
  return (
    <PageBody>
      <LiveRefresh networkId={network.id} />
      <Crumbs
        items={[
          { label: 'Networks', href: '/networks' },
          { label: network.name, href: `/networks/${network.id}` },
          { label: 'Devices and files' },
        ]}
      />
      <PageHeader
        title={`Devices and files of ${network.name}`}
        meta={<NetworkStatus state={network.state} tint />}
        actions={
          <Button asChild>
            <Link href={`/networks/${network.id}`}>Open the design</Link>
          </Button>
        }
      />
      <div className="flex flex-col gap-4">
        {devices.length === 0 ? (
          <Card>
            <EmptyState
              title="No devices yet"
              compact
              actions={
                <Button asChild variant="primary">
                  <Link href={`/networks/${network.id}`}>Add one in the design</Link>
                </Button>
              }
            >
              A laptop or server joins through one node and reaches all of them from there.
            </EmptyState>
          </Card>
        ) : (
          devices.map((device) => (
            <DeviceCard
              key={device.id}
              device={device}
              networkId={network.id}
              canOperate={canOperate}
            />
          ))
        )}
        <NetworkFiles network={network} />
        {canOperate && <DeleteCard network={network} />}
      </div>
    </PageBody>
  )
}

interface DeviceCardProps {
  device: DeviceFileView
  networkId: string
  canOperate: boolean
}

function DeviceCard({ device, networkId, canOperate }: DeviceCardProps) {
  const titleId = `device-${device.deviceId}`
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        id={titleId}
        title={
          <span className="inline-flex items-center gap-2">
            <Laptop aria-hidden strokeWidth={1.5} className="size-4 text-fg-3" />
            {device.name}
          </span>
        }
        note={`through ${device.accessLabel}`}
        actions={
          <>
            {device.hasOwnKey && <Tag>own key</Tag>}
            <StatusDot
              tone={device.isReady ? 'running' : 'staged'}
              word={device.isReady ? 'Can join' : 'Not deployed yet'}
              className="pr-2"
            />
          </>
        }
      />
      <div className="flex flex-col gap-4 p-4">
        <dl className="flex flex-wrap gap-x-6 gap-y-1 text-caption text-fg-3 [&>div]:flex [&>div]:items-center [&>div]:gap-2">
          <div>
            <dt>Address</dt>
            <dd className="mono flex items-center gap-1 text-fg">
              {device.address}
              <CopyButton text={device.address} what={`address of ${device.name}`} />
            </dd>
          </div>
          <div>
            <dt>Subnet routed to it</dt>
            <dd className="mono text-fg-2">{device.subnet}</dd>
          </div>
        </dl>
        <DeviceFile {...{ device, networkId, canOperate }} />
      </div>
    </Card>
  )
}

function DeviceFile({ device, networkId, canOperate }: DeviceCardProps) {
  if (!device.isReady) {
    return (
      <p className="text-fg-2">
        {device.accessLabel} must be deployed with this device first.{' '}
        {canOperate ? (
          <Link href={`/networks/${networkId}/review`} className="text-accent underline">
            Review and submit
          </Link>
        ) : (
          'An operator submits it.'
        )}
      </p>
    )
  }
  if (!canOperate) {
    return <p className="text-fg-2">Files hold a private key: an operator can reveal this one.</p>
  }
  return (
    <>
      {device.hasOwnKey && (
        <p className="text-fg-2">
          This device keeps its own private key, so the file has a placeholder: put the key in the{' '}
          <span className="mono">PrivateKey</span> line on the device.
        </p>
      )}
      <WgFile
        id={device.id}
        fileId={device.fileId}
        deviceName={device.name}
        fileName={device.fileName}
        hasOwnKey={device.hasOwnKey}
      />
      <ConnectPanel
        deviceName={device.name}
        fileName={device.fileName}
        pingAddress={device.pingAddress}
      />
    </>
  )
}

function NetworkFiles({ network }: { network: NetworkView }) {
  const base = `/api/v1/networks/${network.id}`
  const files = [
    {
      href: `${base}/network.json`,
      name: 'network.json',
      note: 'The network as tfuser reads it. Private keys in it are sealed to their nodes.',
    },
    { href: `${base}/dot`, name: 'dot', note: 'The planned peers as a Graphviz graph.' },
  ]
  return (
    <Card aria-labelledby="network-files">
      <CardHeader id="network-files" title="The network as files" />
      <ul>
        {files.map((file) => (
          <li
            key={file.name}
            className="flex items-center gap-4 border-t border-border/65 px-4 py-2.5 first:border-t-0"
          >
            <div className="min-w-0 flex-1">
              <p className="mono">{file.name}</p>
              <p className="text-caption text-fg-3">{file.note}</p>
            </div>
            <Button asChild size="sm">
              <a href={file.href} download aria-label={`Download ${file.name}`}>
                <Download aria-hidden />
                Download
              </a>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function DeleteCard({ network }: { network: NetworkView }) {
  return (
    <Card aria-labelledby="network-delete">
      <CardHeader id="network-delete" title="Delete the network" />
      <div className="flex flex-wrap items-center gap-4 p-4">
        <p className="min-w-0 flex-1 basis-72 text-fg-2">
          {network.endsAt ? (
            <>
              It ends by itself on <LocalTime at={network.endsAt} style="long" />. Deleting removes
              its reservations from their nodes at once.
            </>
          ) : (
            'Nothing of it is deployed: the design and its keys go.'
          )}
        </p>
        <DeleteNetworkButton network={network} />
      </div>
    </Card>
  )
}
