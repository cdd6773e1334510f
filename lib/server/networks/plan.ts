import { isDomainError } from '@/lib/errors/domain-error'
import { diffPlanned } from '@/lib/network/diff'
import type {
  NetworkDesign,
  NodeFacts,
  PlannedNetwork,
  PlannedResource,
  Problem,
} from '@/lib/network/model'
import { planPeers } from '@/lib/network/plan-peers'
import { toPeerNetwork } from '@/lib/network/to-peer-network'
import { validateDesign } from '@/lib/network/validate'
import type { PlanChange, PlanView } from '@/lib/schemas/views'
import { deviceChanges } from './plan-devices'
import { planLabels, type PlanLabels } from './plan-labels'
import { summaryOf } from './plan-summary'
import { deployedResource, isDeletable, isStanding, newestPerNode } from './live'
import type { ReservationFacts } from './live'

/** Everything a plan depends on, already loaded. */
export interface PlanInput {
  design: NetworkDesign
  /** facts of the design's nodes, without this network's own ports */
  facts: ReadonlyMap<string, NodeFacts>
  /** facts of nodes that leave, for their names */
  oldFacts: ReadonlyMap<string, NodeFacts>
  publicKeys: ReadonlyMap<string, string>
  /** all reservations of the network, newest first */
  reservations: readonly ReservationFacts[]
  farmNameOf: (nodeId: string) => string
}

/** What applying would do, as a pure decision. */
export interface CompiledPlan {
  /** null: the design's errors leave nothing to plan */
  planned: PlannedNetwork | null
  changes: PlanChange[]
  deviceChanges: PlanView['deviceChanges']
  problems: Problem[]
  unreachable: { from: string; to: string; reason: string }[]
  /** resources to post, in design order */
  posts: readonly PlannedResource[]
  /** ids of reservations to delete: every one of each node that leaves */
  deletes: readonly string[]
  /** ids of the newest standing reservations, per node */
  standing: ReadonlyMap<string, ReservationFacts>
  /** instant all standing reservations end at; null: nothing stands */
  fixedEnd: Date | null
}

/** Compares the design with what stands on the grid. */
export function compilePlan(input: PlanInput): CompiledPlan {
  const { design, facts, reservations } = input
  const problems = validateDesign(design, facts)
  const standing = newestPerNode(reservations.filter(isStanding))
  const before = plannedBefore(design, standing)
  const labels = planLabels(input, before)
  const planned = planOrNull(input)
  const changes = planned ? changesOf(input, { before, planned, standing, labels }) : []
  const changed = new Set(
    changes.filter(({ kind }) => kind === 'add' || kind === 'change').map(({ nodeId }) => nodeId),
  )
  const leaving = new Set(
    changes.filter(({ kind }) => kind === 'remove').map(({ nodeId }) => nodeId),
  )
  return {
    planned,
    changes,
    deviceChanges: planned ? deviceChanges(design, input.publicKeys, before, planned) : [],
    problems,
    unreachable: (planned?.unreachable ?? []).map(({ from, to, reason }) => ({
      from: labels.ofPlanId(from),
      to: labels.ofPlanId(to),
      reason,
    })),
    posts: planned?.resources.filter(({ nodeId }) => changed.has(nodeId)) ?? [],
    deletes: reservations.filter((r) => leaving.has(r.nodeId) && isDeletable(r)).map((r) => r.id),
    standing,
    fixedEnd: latest([...standing.values()].map(({ endsAt }) => endsAt)),
  }
}

function latest(instants: readonly Date[]): Date | null {
  if (instants.length === 0) return null
  return new Date(Math.max(...instants.map((instant) => instant.getTime())))
}

function plannedBefore(
  design: NetworkDesign,
  standing: ReadonlyMap<string, ReservationFacts>,
): PlannedNetwork {
  const resources = [...standing.values()].flatMap(
    (reservation) => deployedResource(reservation) ?? [],
  )
  return { name: design.name, ipRange: design.range, resources, unreachable: [] }
}

/** Null when the planner refuses the design; the problems say why. */
function planOrNull({ design, facts, publicKeys }: PlanInput): PlannedNetwork | null {
  try {
    return planPeers(toPeerNetwork(design, facts, publicKeys), { mode: design.mode })
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

interface Comparison {
  before: PlannedNetwork
  planned: PlannedNetwork
  standing: ReadonlyMap<string, ReservationFacts>
  labels: PlanLabels
}

function changesOf(input: PlanInput, comparison: Comparison): PlanChange[] {
  const { before, planned, standing, labels } = comparison
  return diffPlanned(before, planned, labels.ofKey).map((change): PlanChange => {
    const old = standing.get(change.nodeId)
    const drifted = change.kind === 'keep' && old?.state === 'drifted'
    const kind = drifted ? 'change' : change.kind
    const replaces = old?.gridNumber ? `${old.gridNumber}-1` : null
    const label = labels.ofNode(change.nodeId)
    return {
      ...change,
      kind,
      label,
      farmName: input.farmNameOf(change.nodeId),
      endpointClass: labels.classOf(change.nodeId),
      fieldChanges: change.fieldChanges.map((field) => ({ ...field })),
      peers: change.peers.map(({ before: from, after: to, ...peer }) => ({
        ...peer,
        before: from && { ...from, allowedIps: [...from.allowedIps] },
        after: to && { ...to, allowedIps: [...to.allowedIps] },
      })),
      replaces,
      summary: summaryOf({ ...change, kind }, { label, replaces, drifted }),
    }
  })
}
