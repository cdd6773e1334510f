import type { CreateClusterInput } from '@/lib/schemas/clusters'
import type { OperationView } from '@/lib/schemas/views'
import type { Actor } from '@/lib/server/auth/actor'
import { applyCluster } from '../apply'
import { createCluster } from '../create'
import { planClusterOf } from '../plan-cluster'

/** A public key that nobody has the private half of. */
export const SSH_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ada@laptop'

type Machines = CreateClusterInput['machines']

/** Machines of size 1 on these nodes, the first one the master. */
export function machinesOn(nodeIds: readonly string[]): Machines {
  return nodeIds.map((nodeId, index) => ({
    nodeId,
    role: index === 0 ? 'master' : 'worker',
    size: 1,
  }))
}

/** A cluster on a network, as a draft. */
export function makeCluster(
  actor: Actor,
  networkId: string,
  nodeIds: readonly string[],
  name = 'demo',
) {
  const machines = machinesOn(nodeIds)
  return createCluster(actor, { name, networkId, machines, sshKeys: [SSH_KEY] })
}

/** Plans and applies a cluster as it is stored. */
export async function applyAsPlanned(
  actor: Actor,
  clusterId: string,
  duration?: string,
): Promise<OperationView> {
  const wish = duration === undefined ? {} : { duration }
  const { hash } = await planClusterOf(actor, clusterId, wish)
  return applyCluster(actor, clusterId, { hash, ...wish })
}
