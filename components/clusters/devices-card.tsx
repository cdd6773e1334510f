import { Download, Laptop } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'

/** A device of the cluster's network, from which people reach the machines. */
export interface ClusterDevice {
  /** networkId~deviceId */
  id: string
  name: string
  /** what people call its access point */
  accessLabel: string
  /** its access point runs with it */
  isReady: boolean
}

interface DevicesCardProps {
  networkId: string
  devices: readonly ClusterDevice[]
  canOperate: boolean
}

/** How to get into the network: a wg.conf for each device. */
export function DevicesCard({ networkId, devices, canOperate }: DevicesCardProps) {
  return (
    <Card aria-labelledby="cluster-devices">
      <CardHeader
        id="cluster-devices"
        title="wg.conf"
        note="the way to the machines"
        actions={
          <Button asChild variant="ghost" size="mini">
            <Link href={`/networks/${networkId}/files`}>QR and commands</Link>
          </Button>
        }
      />
      {devices.length === 0 ? (
        <p className="p-4 text-fg-2">
          The network has no device yet, so nobody outside it reaches the machines.{' '}
          <Link href={`/networks/${networkId}`} className="text-accent underline">
            Add one in the design
          </Link>
          .
        </p>
      ) : (
        <ul>
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} canOperate={canOperate} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function DeviceRow({ device, canOperate }: { device: ClusterDevice; canOperate: boolean }) {
  return (
    <li className="flex min-h-12 items-center gap-3 border-t border-border/65 px-4 py-2 first:border-t-0">
      <Laptop aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-fg-3" />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-label">{device.name}</span>
        <span className="block truncate text-caption text-fg-3">through {device.accessLabel}</span>
      </span>
      {!device.isReady && <span className="text-caption text-fg-3">not deployed yet</span>}
      {device.isReady && canOperate && (
        <Button asChild size="sm">
          <a
            href={`/api/v1/devices/${encodeURIComponent(device.id)}/wg.conf`}
            download
            aria-label={`Download wg.conf of ${device.name}`}
          >
            <Download aria-hidden />
            Download
          </a>
        </Button>
      )}
      {device.isReady && !canOperate && (
        <span className="text-caption text-fg-3">operators only</span>
      )}
    </li>
  )
}
