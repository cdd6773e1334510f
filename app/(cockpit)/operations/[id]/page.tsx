import type { Metadata } from 'next'
import { OperationPage } from '@/components/operations/operation-page'
import { subjectOf } from '@/components/operations/subject'
import { Crumbs } from '@/components/shell/crumbs'
import type { OperationView } from '@/lib/schemas/views'
import { pageActor } from '@/lib/server/access/page'
import { hasRole, type Actor } from '@/lib/server/auth/actor'
import { recentEvents } from '@/lib/server/events/queries'
import { getOperation } from '@/lib/server/operations/operations'
import { orNotFound } from '../../networks/[id]/network-data'

export const metadata: Metadata = { title: 'Progress' }

const EVENTS_READ = 500
const EVENTS_SHOWN = 40

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('PAGE /operations/[id]')
  const { id } = await params
  const operation = await orNotFound(getOperation(actor, id))
  return (
    <>
      <Crumbs items={crumbsOf(operation)} />
      <OperationPage
        operation={operation}
        events={await eventsOf(actor, operation)}
        canOperate={hasRole(actor.role, 'operator')}
      />
    </>
  )
}

function crumbsOf(operation: OperationView) {
  const { name, list, listHref, href } = subjectOf(operation)
  return [
    { label: list, href: listHref },
    href ? { label: name, href } : { label: name },
    { label: operation.kind === 'apply' ? 'Apply' : 'Delete' },
  ]
}

/** What happened to this operation and its reservations, newest first. */
async function eventsOf(actor: Actor, operation: OperationView) {
  const places = new Map([
    [operation.id, ''],
    ...operation.steps.map(
      ({ reservation }) => [reservation.id, `${reservation.nodeLabel}: `] as const,
    ),
  ])
  const recent = await recentEvents(actor, EVENTS_READ)
  return recent
    .filter(({ subjectId, at }) => places.has(subjectId) && at >= operation.createdAt)
    .slice(0, EVENTS_SHOWN)
    .map((event) => ({ ...event, message: `${places.get(event.subjectId)}${event.message}` }))
}
