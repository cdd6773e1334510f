import { parseSshPublicKey } from '@/lib/crypto/ssh-keys'
import { clusterChanges } from '@/lib/kubernetes/cluster-changes'
import { isLiveState, type ReservationState } from '@/lib/protocol/states'
import type { ClusterSummary, ClusterView } from '@/lib/schemas/clusters'
import { isStanding, newestPerNode } from '@/lib/server/networks/live'
import { networkState } from '@/lib/server/networks/view'
import { toMachineView } from './machine-view'
import { sortMachines } from './machines'
import { prepareCluster } from './planning'
import { designOf, type ClusterRow, type MachineRow } from './row'

const READY: readonly string[] = ['deployed', 'expiring'] satisfies ReservationState[]

/** A cluster in a list. */
export function toSummary(row: ClusterRow, now: number): ClusterSummary {
  const design = designOf(row)
  const newest = newestPerNode(row.reservations)
  const { standing } = sortMachines(row.reservations, now)
  const changes = clusterChanges(design, standing)
  const isReady = ({ nodeId }: { nodeId: string }) =>
    READY.includes(newest.get(nodeId)?.state ?? '')
  return {
    id: row.id,
    name: row.name,
    networkId: row.networkId,
    networkName: row.network.name,
    gridId: row.network.gridId,
    gridName: row.network.grid.name,
    machines: design.machines.length,
    ready: design.machines.filter(isReady).length,
    state: networkState(concerned(row, design.machines)),
    staged: changes.filter(({ kind }) => kind !== 'keep').length,
    masterIp: design.machines.find(({ role }) => role === 'master')?.ip ?? null,
    endsAt: firstEnd(row.reservations, now),
    hasKubeconfig: row.files.length > 0,
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** What a removed machine once was does not count, only what it still is. */
function concerned(row: ClusterRow, machines: readonly { nodeId: string }[]): MachineRow[] {
  const wanted = new Set(machines.map(({ nodeId }) => nodeId))
  return row.reservations.filter(
    ({ nodeId, state }) => wanted.has(nodeId) || isLiveState(state as ReservationState),
  )
}

/** When the first machine ends; null: nothing stands. */
function firstEnd(reservations: readonly MachineRow[], now: number): string | null {
  const ends = reservations
    .filter((row) => isStanding(row) && row.endsAt.getTime() > now)
    .map(({ endsAt }) => endsAt.getTime())
  return ends.length === 0 ? null : new Date(Math.min(...ends)).toISOString()
}

/** A cluster in full. */
export async function toClusterView(row: ClusterRow): Promise<ClusterView> {
  const now = Date.now()
  const plan = await prepareCluster(row, now)
  const newest = newestPerNode(row.reservations)
  const networks = newestPerNode(plan.network.reservations)
  const running = row.operations[0]?.state === 'running' ? row.operations[0].id : null
  return {
    ...toSummary(row, now),
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    machineList: plan.design.machines.map((machine) =>
      toMachineView(machine, {
        row: newest.get(machine.nodeId) ?? null,
        network: networks.get(machine.nodeId) ?? null,
        networkName: plan.network.name,
        node: plan.nodes.get(machine.nodeId) ?? null,
        nodes: plan.nodes,
      }),
    ),
    sshKeys: plan.design.sshKeys.map((line) => {
      const { fingerprint, comment } = parseSshPublicKey(line)
      return { line, fingerprint, comment }
    }),
    problems: plan.problems.map((problem) => ({ ...problem, objects: [...problem.objects] })),
    operationId: running,
    kubeconfigFileId: row.files[0]?.id ?? null,
  }
}
