import { createHash } from 'node:crypto'
import {
  clusterChanges,
  masterIpsFor,
  masterMove,
  type MachineDiff,
} from '@/lib/kubernetes/cluster-changes'
import type { ClusterDesign, ClusterProblem } from '@/lib/kubernetes/model'
import { validateCluster } from '@/lib/kubernetes/validate-cluster'
import type { NodeView } from '@/lib/schemas/views'
import { preparePlan, type PreparedPlan } from '@/lib/server/networks/planning'
import { loadNetwork, type NetworkRow } from '@/lib/server/networks/row'
import { sortMachines } from './machines'
import { designOf, type ClusterRow, type MachineRow } from './row'
import { clusterNetwork, machineFacts, nodesById } from './surroundings'

/** What applying a cluster would do, with the hash that pins it. */
export interface PreparedCluster {
  design: ClusterDesign
  network: NetworkRow
  /** what the network needs first; null: nothing */
  networkPlan: PreparedPlan | null
  /** the instant everything on the network ends at; null: the network is not live */
  fixedEnd: Date | null
  changes: MachineDiff[]
  problems: ClusterProblem[]
  /** machines that get a reservation */
  posts: MachineDiff[]
  /** ids of reservations that go: replaced, failed or not wanted any more */
  deletes: string[]
  /** asked to go earlier, maybe still there */
  going: readonly MachineRow[]
  /** nodes of the design and of what stands */
  nodes: ReadonlyMap<string, NodeView>
  hash: string
}

/** Loads what planning depends on and compiles the plan of a cluster as it is stored. */
export async function prepareCluster(row: ClusterRow, now: number): Promise<PreparedCluster> {
  const design = designOf(row)
  const network = await loadNetwork(row.networkId)
  const { standing, deletable, going } = sortMachines(row.reservations, now)
  const changes = clusterChanges(design, standing)
  const posts = changes.filter(({ kind }) => kind === 'add' || kind === 'change')
  const kept = new Set(
    changes.flatMap(({ kind, standing: old }) =>
      kind === 'keep' && old ? [old.reservationId] : [],
    ),
  )
  const nodes = await nodesById(
    network.gridId,
    changes.map(({ nodeId }) => nodeId),
  )
  const networkPlan = await preparePlan(network)
  const draft = {
    design,
    network,
    networkPlan: posts.length > 0 && hasWork(networkPlan) ? networkPlan : null,
    fixedEnd: networkPlan.fixedEnd,
    changes,
    problems: await problemsOf(row, design, changes, nodes),
    posts,
    deletes: deletable.map(({ id }) => id).filter((id) => !kept.has(id)),
    going,
    nodes,
  }
  return { ...draft, hash: hashOf(row, draft) }
}

/** Whether the network has something to send, or is not there at all. */
function hasWork({ planned, posts, deletes, fixedEnd }: PreparedPlan): boolean {
  return planned === null || posts.length > 0 || deletes.length > 0 || fixedEnd === null
}

async function problemsOf(
  row: ClusterRow,
  design: ClusterDesign,
  changes: readonly MachineDiff[],
  nodes: ReadonlyMap<string, NodeView>,
): Promise<ClusterProblem[]> {
  const network = await clusterNetwork(row.network, row.id)
  const facts = machineFacts(nodes, row.reservations)
  const kept = new Set(changes.filter(({ kind }) => kind === 'keep').map(({ nodeId }) => nodeId))
  const problems = validateCluster(design, network, facts)
  const moves = masterMove(changes)
  return [...problems.map((problem) => forKept(problem, kept)), ...(moves ? [moves] : [])]
}

const ABOUT_NEW_ONES: readonly ClusterProblem['code'][] = [
  'NODE_DOWN',
  'NODE_UNKNOWN',
  'CAPACITY_LOW',
]

/** A machine that stays as it is keeps nobody from changing the others. */
function forKept(problem: ClusterProblem, kept: ReadonlySet<string>): ClusterProblem {
  const [object = ''] = problem.objects
  const isKept = kept.has(object.replace(/^machine:/, ''))
  return isKept && ABOUT_NEW_ONES.includes(problem.code)
    ? { ...problem, severity: 'warning' }
    : problem
}

/** 64 hex digits, equal exactly when applying would send the same: everything but instants. */
function hashOf(row: ClusterRow, plan: Omit<PreparedCluster, 'hash'>): string {
  const { design, network, networkPlan, changes } = plan
  const content = [
    row.id,
    row.name,
    network.id,
    network.name,
    networkPlan?.hash ?? null,
    plan.posts.map((post) => [
      ...[post.nodeId, post.size, post.ip],
      ...[masterIpsFor(post, design), design.sshKeys],
    ]),
    [...plan.deletes].sort(),
    changes.flatMap(({ standing }) => standing?.reservationId ?? []).sort(),
    row.sealedSecret,
    row.operations[0]?.id ?? null,
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}
