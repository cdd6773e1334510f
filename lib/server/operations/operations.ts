import { DomainError } from '@/lib/errors/domain-error'
import type { OperationView } from '@/lib/schemas/views'
import type { Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import type { Prisma } from '@/lib/server/db/generated/client'
import { toReservationViews, WITH_NAMES } from '@/lib/server/reservations/view'

const WITH_STEPS = {
  network: { select: { name: true } },
  cluster: { select: { name: true } },
  steps: { orderBy: { ordinal: 'asc' }, include: { reservation: { include: WITH_NAMES } } },
} as const
type OperationRow = Prisma.OperationGetPayload<{ include: typeof WITH_STEPS }>
const NEWEST = 100

async function actorNames(rows: readonly OperationRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.actorId ?? []))]
  if (ids.length === 0) return new Map()
  const users = await db().user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  return new Map(users.map((user) => [user.id, user.name]))
}

async function toOperationViews(rows: readonly OperationRow[]): Promise<OperationView[]> {
  const names = await actorNames(rows)
  const views = await toReservationViews(
    rows.flatMap((row) => row.steps.map((step) => step.reservation)),
  )
  const viewOf = new Map(views.map((view) => [view.id, view]))
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as OperationView['kind'],
    state: row.state as OperationView['state'],
    networkId: row.networkId,
    networkName: row.network?.name ?? nameLeft(row),
    clusterId: row.clusterId,
    clusterName: row.cluster?.name ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    error: row.error,
    actorName: row.actorId ? (names.get(row.actorId) ?? 'Someone who has left') : 'API token',
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    steps: row.steps.flatMap((step) => {
      const reservation = viewOf.get(step.reservationId)
      return reservation ? [toStepView(step, reservation)] : []
    }),
  }))
}

/** What a network that is gone was called, else what its first reservation is called. */
function nameLeft({ steps }: OperationRow): string | null {
  const step = steps.find(({ reservation }) => reservation.type === 'network') ?? steps[0]
  return step?.reservation.workloadName ?? null
}

type StepView = OperationView['steps'][number]

function toStepView(
  step: OperationRow['steps'][number],
  reservation: StepView['reservation'],
): StepView {
  const isRetry = step.attempts > 0 && (step.state === 'waiting' || step.state === 'unknown')
  return {
    id: step.id,
    kind: step.kind as StepView['kind'],
    state: step.state as StepView['state'],
    attempts: step.attempts,
    error: step.error,
    nextAttemptAt: isRetry ? step.nextAttemptAt.toISOString() : null,
    waitsFor: JSON.parse(step.waitsFor) as string[],
    reservation,
  }
}

/**
 * One operation with its steps.
 * @throws DomainError `NOT_FOUND`
 */
export async function getOperation(_actor: Actor, id: string): Promise<OperationView> {
  const row = await db().operation.findUnique({ where: { id }, include: WITH_STEPS })
  const [view] = row ? await toOperationViews([row]) : []
  if (!view) throw new DomainError('NOT_FOUND', 'There is no such operation.', { id })
  return view
}

/** The newest operations, of one network or cluster or of all, newest first. */
export async function listOperations(
  _actor: Actor,
  { networkId, clusterId }: { networkId?: string | undefined; clusterId?: string | undefined } = {},
): Promise<OperationView[]> {
  const rows = await db().operation.findMany({
    where: { ...(networkId && { networkId }), ...(clusterId && { clusterId }) },
    orderBy: { createdAt: 'desc' },
    take: NEWEST,
    include: WITH_STEPS,
  })
  return toOperationViews(rows)
}
