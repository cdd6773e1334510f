import { toHex, utf8 } from '@/lib/crypto/encoding'
import { sealFor } from '@/lib/crypto/sealed-box'
import { masterIpsFor, type MachineDiff } from '@/lib/kubernetes/cluster-changes'
import { kubernetesData } from '@/lib/protocol/workloads'
import { signPost, type Signing } from '@/lib/server/operations/sign-post'
import type { NewReservation } from '@/lib/server/operations/write-operation'
import type { PreparedCluster } from './planning'
import type { ClusterRow } from './row'
import { openSecret } from './secret'

/** Signed reservations of the machines to post, the secret sealed to each node. */
export async function signMachines(
  row: ClusterRow,
  plan: PreparedCluster,
  signing: Signing,
): Promise<NewReservation[]> {
  const secret = await openSecret(row)
  return plan.posts.map((machine) => ({
    ...signPost(wanted(row, plan, machine, secret), signing),
    clusterId: row.id,
    endsAt: new Date(signing.end),
  }))
}

function wanted(row: ClusterRow, plan: PreparedCluster, machine: MachineDiff, secret: string) {
  const { nodeId, role, size, ip } = machine
  const workload = {
    size,
    network_id: plan.network.name,
    ip,
    cluster_secret: toHex(sealFor(nodeId, utf8(secret))),
    master_ips: masterIpsFor(machine, plan.design),
    ssh_keys: plan.design.sshKeys,
  }
  return {
    nodeId,
    type: 'kubernetes',
    workloadName: `${row.name}-${role}`,
    data: (mark: Parameters<typeof kubernetesData>[1]) => kubernetesData(workload, mark),
  }
}
