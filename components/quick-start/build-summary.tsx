'use client'

import { FileKey, ShipWheel, Timer, Waypoints } from 'lucide-react'
import type { ReactNode } from 'react'
import { endPreview } from '@/components/review/end-preview'
import { Card, CardHeader } from '@/components/ui/card'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { useNow } from '@/components/ui/now'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusDot } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import { LocalTime } from '@/components/ui/time'
import type { QuickStartPlanView } from '@/lib/schemas/quick-start'
import { BuildGraph } from './build-graph'

interface BuildSummaryProps {
  plan: QuickStartPlanView | null
  duration: string
  /** why there is no plan, or nothing while one is on its way */
  reason: string | null
  isStale: boolean
  children: ReactNode
}

/** What the answers would build, as they are given. */
export function BuildSummary({ plan, duration, reason, isStale, children }: BuildSummaryProps) {
  return (
    <Card aria-labelledby="quick-built" className="self-start overflow-hidden">
      <CardHeader
        id="quick-built"
        title="What will be built"
        actions={plan && <Reach plan={plan} />}
      />
      <div aria-live="polite" aria-busy={isStale}>
        {plan ? <Built plan={plan} duration={duration} /> : <NotYet reason={reason} />}
      </div>
      {children}
    </Card>
  )
}

function Reach({ plan }: { plan: QuickStartPlanView }) {
  const count = plan.unreachable.length
  if (count === 0) return <StatusDot tone="running" word="Every pair reachable" className="pr-2" />
  return <StatusDot tone="failed" word={`${plural(count, 'pair')} unreachable`} className="pr-2" />
}

function NotYet({ reason }: { reason: string | null }) {
  if (reason) return <p className="border-b p-4 text-fg-2">{reason}</p>
  return (
    <div className="flex flex-col gap-3 border-b p-4">
      <Skeleton className="h-44 w-full max-md:hidden" />
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="h-5 w-2/3" />
    </div>
  )
}

function Built({ plan, duration }: { plan: QuickStartPlanView; duration: string }) {
  return (
    <>
      <BuildGraph plan={plan} />
      <Machines plan={plan} />
      <Remarks plan={plan} />
      <ul className="flex flex-col gap-2 border-b px-4 py-3">
        <Row icon={<Waypoints />} note={subnetWords(plan)}>
          {plural(plan.network.resources.length, 'network reservation')}
        </Row>
        <Row icon={<ShipWheel />} note={`${plan.totals.cru} vCPU, ${plan.totals.mru} GiB in all`}>
          {plural(plan.machines.length, 'VM')} with k3s
        </Row>
        <Row icon={<FileKey />} note={plan.device.subnet}>
          wg.conf for this {plan.device.name}
        </Row>
        <End duration={duration} />
      </ul>
    </>
  )
}

/** The picture in words: for phones, and for those who listen. */
function Machines({ plan }: { plan: QuickStartPlanView }) {
  const { machines, access } = plan
  return (
    <ul
      aria-label="Machines"
      className="flex max-h-64 flex-col gap-1 overflow-y-auto border-b px-4 py-3 md:sr-only"
    >
      {machines.map(({ nodeId, label, ip, role, simulated }) => (
        <li key={nodeId} className="flex items-center gap-2">
          <span className="min-w-0 truncate">{label}</span>
          {simulated && <SimulatedTag />}
          <span className="ml-auto text-caption text-fg-3">{role}</span>
          <span className="mono text-fg-2 tabular-nums">{ip}</span>
        </li>
      ))}
      {access.own && (
        <li className="flex items-center gap-2">
          <span className="min-w-0 truncate">{access.label}</span>
          <span className="ml-auto text-caption text-fg-3">access point, no VM</span>
          <span className="mono text-fg-2 tabular-nums">{access.subnet}</span>
        </li>
      )}
    </ul>
  )
}

function Remarks({ plan }: { plan: QuickStartPlanView }) {
  const { unreachable, warnings, machines } = plan
  const simulated = machines.filter((machine) => machine.simulated).length
  const pairs = unreachable.map(({ from, to, reason }) => `${from} and ${to}: ${reason}`)
  if (pairs.length + warnings.length + simulated === 0) return null
  return (
    <ul className="flex max-h-48 flex-col gap-2 overflow-y-auto border-b px-4 py-3 text-caption">
      {pairs.map((sentence) => (
        <Remark key={sentence} tone="failed">
          {sentence}
        </Remark>
      ))}
      {warnings.map((sentence) => (
        <Remark key={sentence} tone="warning">
          {sentence}
        </Remark>
      ))}
      {simulated > 0 && (
        <Remark tone="unknown">
          {simulated === machines.length ? 'All nodes' : plural(simulated, 'node')}{' '}
          {simulated === 1 && machines.length > 1 ? 'is' : 'are'} simulated: they check and answer
          like real ones, but boot nothing, so there is no kubeconfig to fetch.
        </Remark>
      )}
    </ul>
  )
}

function Remark({
  tone,
  children,
}: {
  tone: 'failed' | 'warning' | 'unknown'
  children: ReactNode
}) {
  return (
    <li className="flex gap-2">
      <Glyph tone={tone} className="mt-[3px]" />
      <span className="min-w-0 text-fg-2">{children}</span>
    </li>
  )
}

function Row({ icon, note, children }: { icon: ReactNode; note: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-fg-3">
      {icon}
      <span className="min-w-0">{children}</span>
      <span className="ml-auto text-right text-caption text-fg-3 tabular-nums">{note}</span>
    </li>
  )
}

function End({ duration }: { duration: string }) {
  const preview = endPreview(duration, useNow())
  return (
    <Row
      icon={<Timer />}
      note={
        preview.kind === 'ok' ? (
          <>
            ends <LocalTime at={preview.endsAt} style="long" />
          </>
        ) : (
          'say how long'
        )
      }
    >
      {preview.kind === 'ok' ? `Runs for ${preview.words}` : 'No end yet'}
    </Row>
  )
}

/** `10.40.2–4.0/24`, with the access point's own subnet before it. */
function subnetWords({ machines, access, range }: QuickStartPlanView): string {
  const third = (subnet: string | undefined) => subnet?.split('.')[2] ?? ''
  const [first, last] = [third(machines[0]?.subnet), third(machines.at(-1)?.subnet)]
  const span = first === last ? first : `${first}–${last}`
  const own = access.own ? `${third(access.subnet)}, ` : ''
  return `${range.split('.').slice(0, 2).join('.')}.${own}${span}.0/24`
}
