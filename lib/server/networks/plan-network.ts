import type { PlanOutline, PlanView } from '@/lib/schemas/views'
import { parseUserDuration } from '@/lib/protocol/duration'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { undecidedSteps } from '@/lib/server/operations/write-operation'
import { chosenIdentity } from './create'
import { preparePlan, type PreparedPlan } from './planning'
import { workloadBlockers } from './plan-workloads'
import { designOf, loadNetwork, type NetworkRow } from './row'
import { toProblemView } from './view'

const SHORTEST_LIFE_MS = 60_000
const NANOS_PER_MS = 1_000_000n

/** Start and end of new reservations, whole seconds: the start is what the body will carry. */
export function lifetime(now: number, duration: string): { start: number; end: number } {
  const start = Math.floor(now / 1000) * 1000
  return { start, end: start + Number(parseUserDuration(duration) / NANOS_PER_MS) }
}

/**
 * What applying would change. Sends nothing and writes nothing.
 *
 * @throws DomainError `NOT_FOUND`, and what a wrong duration throws
 */
export async function planNetwork(
  actor: Actor,
  id: string,
  { duration }: { duration?: string | undefined } = {},
): Promise<PlanView> {
  requireRole(actor, 'designer')
  const now = Date.now()
  const asked = duration === undefined ? null : new Date(lifetime(now, duration).end)
  const row = await loadNetwork(id)
  const plan = await preparePlan(row)
  const identityId = row.identityId ?? (await chosenIdentity(actor))
  return toPlanView(row, plan, {
    blockedBy: await blockers(row, plan, identityId, now),
    asked,
    now,
  })
}

/**
 * The same plan for those who only count: its peers are megabytes where there are hundreds of nodes.
 *
 * @throws DomainError `NOT_FOUND`, and what a wrong duration throws
 */
export async function planOutline(
  actor: Actor,
  id: string,
  query: { duration?: string | undefined } = {},
): Promise<PlanOutline> {
  const {
    problems: _problems,
    unreachable: _unreachable,
    ...plan
  } = await planNetwork(actor, id, query)
  return { ...plan, changes: plan.changes.map(({ peers: _peers, ...change }) => change) }
}

/** A plan as it travels. */
export function toPlanView(
  row: NetworkRow,
  plan: PreparedPlan,
  { blockedBy, asked, now }: { blockedBy: string[]; asked: Date | null; now: number },
): PlanView {
  const design = designOf(row)
  return {
    networkId: row.id,
    networkName: row.name,
    range: design.range,
    mode: design.mode,
    revision: row.revision,
    hash: plan.hash,
    changes: plan.changes,
    deviceChanges: plan.deviceChanges,
    problems: plan.problems.map(toProblemView),
    unreachable: plan.unreachable,
    blocked: blockedBy.length > 0,
    blockedBy,
    fixedEnd: plan.fixedEnd?.toISOString() ?? null,
    endsAt: (plan.fixedEnd ?? asked)?.toISOString() ?? null,
    posts: plan.posts.length,
    deletes: plan.deletes.length,
    madeAt: new Date(now).toISOString(),
  }
}

/** Why a plan cannot be applied, as sentences; empty: it can. */
export async function blockers(
  row: NetworkRow,
  plan: PreparedPlan,
  identityId: string | null,
  now: number,
): Promise<string[]> {
  const reasons = [...gridBlockers(row, identityId), ...(await changeBlockers(row, plan, now))]
  if (plan.planned && plan.posts.length === 0 && plan.deletes.length === 0)
    reasons.push('There is nothing to change: the grid has exactly this design.')
  return reasons
}

/** Why nothing at all can be sent. */
export function gridBlockers({ grid }: NetworkRow, identityId: string | null): string[] {
  const reasons: string[] = []
  if (identityId === null)
    reasons.push(
      'There is no identity you may sign with. Operators create or import one under Identities.',
    )
  if (grid.state === 'down')
    reasons.push(`The grid ${grid.name} is down: ${grid.error ?? 'it does not answer.'}`)
  return reasons
}

/**
 * Why the changes of a network's plan cannot be made.
 *
 * @param leaving ids of workloads that the same operation deletes first
 */
export async function changeBlockers(
  row: NetworkRow,
  plan: PreparedPlan,
  now: number,
  leaving: readonly string[] = [],
): Promise<string[]> {
  const reasons = plan.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message)
  if ((await undecidedSteps(db(), row.id)).length > 0)
    reasons.push('An operation on this network is still sending. Wait until it is through.')
  return [
    ...reasons,
    ...timeBlockers(row, plan, now),
    ...(await workloadBlockers(row, plan, leaving)),
  ]
}

function timeBlockers(row: NetworkRow, plan: PreparedPlan, now: number): string[] {
  const reasons: string[] = []
  const { fixedEnd, posts } = plan
  if (posts.length > 0 && fixedEnd && fixedEnd.getTime() - now < SHORTEST_LIFE_MS)
    reasons.push('This network ends in less than a minute. Wait for its end, then apply anew.')
  const leaving = new Set(
    row.reservations.filter(({ state }) => state === 'deleting').map(({ nodeId }) => nodeId),
  )
  for (const { nodeId, label } of plan.changes)
    if (leaving.has(nodeId) && posts.some((post) => post.nodeId === nodeId))
      reasons.push(
        `${label} is still removing an earlier reservation of this network, which would take a new one with it. Wait until it is gone.`,
      )
  return reasons
}
