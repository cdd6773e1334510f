import { Glyph } from '@/components/ui/glyph'
import { gib, short } from '@/components/ui/format'
import { Details } from '@/components/ui/error-panel'
import { SimulatedTag } from '@/components/ui/tag'
import { LocalTime, TimeLeft, UtcTime } from '@/components/ui/time'
import type { WorkloadPlan } from '@/lib/schemas/workloads'
import { warningsOf } from './workload-form'

interface PlanPanelProps {
  plan: WorkloadPlan | null
  failure: string | null
}

/** What will be signed: of which node, what it takes, until when, and what is worth knowing first. */
export function PlanPanel({ plan, failure }: PlanPanelProps) {
  if (failure)
    return (
      <p role="alert" className="flex gap-2">
        <Glyph tone="failed" className="mt-[5px]" />
        <span>{failure}</span>
      </p>
    )
  if (!plan) return <p className="text-fg-3">Making the plan…</p>
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3 gap-y-2">
        <Line label="Node">
          {plan.node ? (
            <span className="flex flex-wrap items-center gap-2">
              {plan.node.label}, {plan.node.farmName}
              {plan.node.simulated && <SimulatedTag />}
            </span>
          ) : (
            <span className="text-fg-3">Not chosen yet</span>
          )}
        </Line>
        <Line label="Takes">{takesWords(plan.takes)}</Line>
        {plan.networkName && (
          <Line label="Network">
            {plan.networkName}
            {plan.ip && <span className="mono"> {plan.ip}</span>}
          </Line>
        )}
        <Line label="Ends">{plan.endsAt ? <Ends at={plan.endsAt} /> : '–'}</Line>
        <Line label="Signed by">{plan.identityName ?? 'Nobody yet'}</Line>
        {plan.waits && <Line label="Waits">{plan.waits}</Line>}
      </dl>
      <Warnings plan={plan} />
      {plan.node?.simulated && (
        <p className="text-caption text-fg-3">
          The node is simulated: it checks and answers like a real one, but builds nothing.
        </p>
      )}
      <Details title="What the node is asked" text={pretty(plan.data)} />
    </div>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-caption leading-5 text-fg-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

function Ends({ at }: { at: string }) {
  return (
    <>
      <LocalTime at={at} style="long" />{' '}
      <span className="text-fg-3">
        (<TimeLeft at={at} />)
      </span>
      <UtcTime at={at} className="block text-caption text-fg-3" />
    </>
  )
}

function Warnings({ plan }: { plan: WorkloadPlan }) {
  const warnings = warningsOf(plan)
  if (warnings.length === 0) return null
  return (
    <ul aria-label="Worth knowing" className="flex flex-col gap-2">
      {warnings.map(({ field, message }) => (
        <li key={field + message} className="flex gap-2 text-caption">
          <Glyph tone="warning" className="mt-[3px]" />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  )
}

function takesWords({ cru, mru, sru, hru }: WorkloadPlan['takes']): string {
  const parts = [
    cru > 0 && `${short(cru)} vCPU`,
    mru > 0 && `${gib(mru)} memory`,
    sru > 0 && `${gib(sru)} SSD`,
    hru > 0 && `${gib(hru)} HDD`,
  ].filter(Boolean)
  return parts.join(', ') || 'Nothing'
}

function pretty(data: string): string {
  return JSON.stringify(JSON.parse(data), null, 2)
}
