import { Server, ShipWheel } from 'lucide-react'
import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { cx } from '@/components/ui/cx'
import { ReservationStatus, StatusDot } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import type { MachineView } from '@/lib/schemas/clusters'
import { sizeWords } from './machine-words'
import { StageBars, STAGE_NAME } from './stage-bars'

interface MachineTableProps {
  machines: readonly MachineView[]
  ready: number
}

const TD = 'h-12 px-2 whitespace-nowrap first:pl-4 last:pr-4 max-md:h-auto max-md:p-0!'
const TH = 'h-8 px-2 text-caption whitespace-nowrap text-fg-3 first:pl-4 last:pr-4'

/** The machines as they come up: one row each, a bar a stage. */
export function MachineTable({ machines, ready }: MachineTableProps) {
  return (
    <Card aria-labelledby="cluster-machines" className="overflow-hidden">
      <CardHeader
        id="cluster-machines"
        title="Machines"
        note={`${ready} of ${machines.length} ready`}
      />
      <div className="overflow-x-auto">
        <table aria-labelledby="cluster-machines" className="w-full max-md:block">
          <thead className="border-b max-md:sr-only">
            <tr>
              <th className={TH}>Node</th>
              <th className={TH}>Role</th>
              <th className={TH}>Address</th>
              <th className={TH}>Size</th>
              <th className={TH}>
                <span className="sr-only">Stages: </span>
                <span className="flex gap-1 text-[11px] font-normal">
                  {Object.values(STAGE_NAME).map((name) => (
                    <span key={name} className="w-16">
                      {name}
                    </span>
                  ))}
                </span>
              </th>
              <th className={TH}>What is happening</th>
              <th className={TH}>State</th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {machines.map((machine) => (
              <Row key={machine.nodeId} machine={machine} />
            ))}
          </tbody>
        </table>
      </div>
      {machines.some(({ simulated }) => simulated) && (
        <p className="border-t px-4 py-2.5 text-caption text-fg-2">
          Simulated nodes check a reservation and answer like real ones, but nothing really boots:
          there is no VM to log in to and no Kubernetes API.
        </p>
      )}
    </Card>
  )
}

function Row({ machine }: { machine: MachineView }) {
  const Icon = machine.role === 'master' ? ShipWheel : Server
  return (
    <tr
      data-node={machine.nodeId}
      className="border-t border-border/65 first:border-t-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-3"
    >
      <th scope="row" className={TD}>
        <span className="flex min-w-0 items-center gap-2">
          <Icon aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-fg-3" />
          <span className="min-w-0">
            <NodeName machine={machine} />
            <span className="block truncate text-caption font-normal text-fg-3">
              {machine.farmName}
            </span>
          </span>
          {machine.simulated && <SimulatedTag />}
        </span>
      </th>
      <td className={cx(TD, 'text-fg-2 max-md:col-start-1 max-md:row-start-2')}>
        {machine.role}
        <span className="mono text-fg md:hidden"> {machine.ip}</span>
      </td>
      <td className={cx(TD, 'max-md:hidden')}>
        <span className="mono inline-flex items-center gap-1">
          {machine.ip}
          <CopyButton text={machine.ip} what={`address of ${machine.nodeLabel}`} />
        </span>
      </td>
      <td className={cx(TD, 'text-fg-2 max-md:hidden')}>{sizeWords(machine.size)}</td>
      <td className={cx(TD, 'max-md:col-span-2')}>
        <StageBars stages={machine.stages} />
      </td>
      <td
        className={cx(
          TD,
          'w-full min-w-48 text-caption whitespace-normal! text-fg-2 max-md:col-span-2',
        )}
      >
        {machine.sentence}
        {machine.error && machine.error !== machine.sentence && (
          <span className="block text-fg">{machine.error}</span>
        )}
      </td>
      <td className={cx(TD, 'max-md:col-start-2 max-md:row-start-1 max-md:justify-self-end')}>
        {machine.state ? (
          <ReservationStatus state={machine.state} />
        ) : (
          <StatusDot tone="staged" word="Not signed" />
        )}
      </td>
    </tr>
  )
}

function NodeName({ machine }: { machine: MachineView }) {
  if (!machine.reservationId) return <span className="text-label">{machine.nodeLabel}</span>
  return (
    <Link
      href={`/reservations/${machine.reservationId}`}
      className="touch-target text-label hover:underline"
    >
      {machine.nodeLabel}
      {machine.gridReservationId && (
        <span className="mono ml-2 text-[11px] font-normal text-fg-3">
          {machine.gridReservationId}
        </span>
      )}
    </Link>
  )
}
