import { CalendarClock, RotateCcw, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { LiveRefresh } from '@/components/shell/live'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ErrorPanel } from '@/components/ui/error-panel'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { StatusDot } from '@/components/ui/status-dot'
import { eventTone } from '@/components/ui/status-table'
import { LocalTime, UtcTime } from '@/components/ui/time'
import type { EventView, OperationView } from '@/lib/schemas/views'
import { KeepFresh } from './keep-fresh'
import { StepRows } from './step-rows'
import { progressOf, tallyOf, type Tally } from './stages'
import { subjectOf, type Subject } from './subject'

interface OperationPageProps {
  operation: OperationView
  events: readonly EventView[]
  canOperate: boolean
}

/** One apply or delete as it happens: what was sent, what came back, what to do next. */
export function OperationPage({ operation, events, canOperate }: OperationPageProps) {
  const tally = tallyOf(operation)
  const { name } = subjectOf(operation)
  const isApply = operation.kind === 'apply'
  const title = isApply
    ? `${tally.isOver ? 'Applied' : 'Applying'} ${plural(tally.total, 'change')} to ${name}`
    : `${tally.isOver ? 'Deleted' : 'Deleting'} ${name}`
  return (
    <div className="mx-auto max-w-[1040px] p-4 md:p-6">
      {!tally.isOver && <KeepFresh />}
      <LiveRefresh kinds={['reservation', 'operation', 'network', 'cluster', 'grid']} />
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h1 className="mr-2 text-page">{title}</h1>
        <StatusDot {...headStatus(tally, isApply)} tint />
      </div>
      <p className="mb-4 text-fg-2">
        {tally.isOver
          ? `Started by ${operation.actorName}.`
          : 'You can leave this page. It goes on by itself, and starting it again sends nothing twice.'}
      </p>
      <Outcome operation={operation} tally={tally} canOperate={canOperate} />
      <StepRows operation={operation} tally={tally} />
      <div className="mt-4 grid gap-4 lg:grid-cols-[minmax(0,1fr)_344px]">
        <EventsCard events={events} />
        <GoodToKnow operation={operation} />
      </div>
    </div>
  )
}

function headStatus(tally: Tally, isApply: boolean) {
  if (tally.isOver && tally.failed > 0) {
    return { tone: 'failed', word: `${tally.failed} of ${tally.total} failed` } as const
  }
  if (tally.isOver) return { tone: 'running', word: isApply ? 'Deployed' : 'Removed' } as const
  if (tally.stuck > 0) return { tone: 'warning', word: 'Waiting for answers' } as const
  return { tone: 'pending', word: 'Working' } as const
}

function Outcome({
  operation,
  tally,
  canOperate,
}: {
  operation: OperationView
  tally: Tally
  canOperate: boolean
}) {
  if (tally.failed > 0) return <Failures {...{ operation, tally, canOperate }} />
  if (!tally.isOver) return null
  const subject = subjectOf(operation)
  if (operation.kind === 'delete') {
    return (
      <NextSteps>
        <Button asChild variant="primary">
          <Link href={subject.listHref}>{subject.list}</Link>
        </Button>
      </NextSteps>
    )
  }
  return (
    <NextSteps>
      {subject.kind === 'cluster' && subject.href && (
        <Button asChild variant="primary">
          <Link href={subject.href}>Open the cluster</Link>
        </Button>
      )}
      {subject.kind === 'workload' && (
        <Button asChild variant="primary">
          <Link href={subject.listHref}>Reservations</Link>
        </Button>
      )}
      {operation.networkId && <NetworkLinks id={operation.networkId} kind={subject.kind} />}
    </NextSteps>
  )
}

function NetworkLinks({ id, kind }: { id: string; kind: Subject['kind'] }) {
  return (
    <>
      <Button asChild variant={kind === 'network' ? 'primary' : 'secondary'}>
        <Link href={`/networks/${id}/files`}>Devices and files</Link>
      </Button>
      <Button asChild>
        <Link href={`/networks/${id}`}>Network</Link>
      </Button>
    </>
  )
}

function NextSteps({ children }: { children: React.ReactNode }) {
  return (
    <nav aria-label="Next step" className="mb-4 flex flex-wrap gap-2">
      {children}
    </nav>
  )
}

function Failures({
  operation,
  tally,
  canOperate,
}: {
  operation: OperationView
  tally: Tally
  canOperate: boolean
}) {
  const isApply = operation.kind === 'apply'
  const subject = subjectOf(operation)
  const failed = operation.steps.filter((step) => {
    const { tone, stages } = progressOf(step, operation.steps)
    return tone === 'failed' || stages.includes('failed')
  })
  const places = [...new Set(failed.map((step) => step.reservation.nodeLabel))]
  const verb = isApply ? 'deployed' : 'removed'
  return (
    <ErrorPanel
      className="mb-4"
      title={`${plural(places.length, 'node')} failed: ${places.join(', ')}`}
      notDone={`${plural(tally.failed, 'reservation')} of ${tally.total} ${tally.failed === 1 ? 'was' : 'were'} not ${verb}.`}
      actions={
        subject.href && (
          <>
            {canOperate && isApply && (
              <Button asChild variant="primary">
                <Link href={`${subject.href}/review`}>
                  <RotateCcw aria-hidden />
                  Review what is left
                </Link>
              </Button>
            )}
            <Button asChild>
              <Link href={subject.href}>
                {subject.kind === 'cluster' ? 'Back to the cluster' : 'Back to the design'}
              </Link>
            </Button>
          </>
        )
      }
      details={failed
        .map(
          (step) => `${step.reservation.nodeLabel}: ${progressOf(step, operation.steps).sentence}`,
        )
        .join('\n')}
    >
      {isApply
        ? 'What the other nodes deployed stays. The design is kept, and a new review covers only what is missing.'
        : `The other reservations are removed or on their way. Delete ${subject.name} again to try the rest.`}
    </ErrorPanel>
  )
}

function EventsCard({ events }: { events: readonly EventView[] }) {
  return (
    <Card aria-labelledby="operation-events">
      <CardHeader id="operation-events" title="Events" note="newest first" />
      {events.length === 0 ? (
        <p className="p-4 text-fg-3">Nothing has happened yet.</p>
      ) : (
        <ol className="max-h-96 overflow-y-auto px-4 py-2" tabIndex={0} aria-label="Events">
          {events.map((event) => (
            <li key={event.id} className="flex min-h-7 items-start gap-3 py-1">
              <span className="mono w-16 shrink-0 text-[11px] text-fg-3">
                <LocalTime at={event.at} style="seconds" />
              </span>
              <Glyph tone={eventTone(event.toState)} className="mt-[5px]" />
              <span className="min-w-0 break-words text-fg-2">{event.message}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

function GoodToKnow({ operation }: { operation: OperationView }) {
  const isApply = operation.kind === 'apply'
  return (
    <Card aria-labelledby="operation-notes">
      <CardHeader id="operation-notes" title="If something fails" />
      <ul className="flex flex-col gap-3 p-4 text-fg-2 [&_svg]:mt-[3px] [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-fg-3 [&>li]:flex [&>li]:gap-2">
        <li>
          <ShieldCheck aria-hidden />
          <span>
            A request without an answer is looked for on the explorer before it is sent again.
          </span>
        </li>
        <li>
          <RotateCcw aria-hidden />
          <span>
            {isApply
              ? 'The design stays as it is until every node has it.'
              : 'Reservations that are gone stay gone; deleting again covers the rest.'}
          </span>
        </li>
        {isApply && operation.endsAt && (
          <li>
            <CalendarClock aria-hidden />
            <span>
              All end on{' '}
              <strong className="font-medium text-fg">
                <LocalTime at={operation.endsAt} style="long" />
              </strong>
              <span className="block text-caption text-fg-3">
                <UtcTime at={operation.endsAt} style="long" />
              </span>
            </span>
          </li>
        )}
      </ul>
    </Card>
  )
}
