import type { ClusterDesign } from '@/lib/kubernetes/model'
import { placeMachines } from '@/lib/kubernetes/machine-address'
import type { CreateClusterInput } from '@/lib/schemas/clusters'
import type { Actor } from '@/lib/server/auth/actor'
import { resolveSshKeys } from '@/lib/server/ssh-keys/resolve'
import { clusterNetwork } from './surroundings'

/** Turns `github:NAME` and pasted lines into checked key lines. */
export type ResolveKeys = (actor: Actor, inputs: readonly string[]) => Promise<string[]>

/** What a design is made from. */
export interface DesignInput {
  name: string
  machines: CreateClusterInput['machines']
  sshKeys: readonly string[]
}

/**
 * A design from what somebody sent: keys resolved, addresses given to machines without one.
 *
 * @throws DomainError `UNKNOWN_NODE`, `RANGE_EXHAUSTED`, and what a wrong SSH key throws
 */
export async function toDesign(
  actor: Actor,
  network: { id: string; name: string; design: string },
  clusterId: string | null,
  { name, machines, sshKeys }: DesignInput,
  resolve: ResolveKeys = resolveSshKeys,
): Promise<ClusterDesign> {
  const lines = await resolve(actor, sshKeys)
  return {
    name,
    machines: placeMachines(machines, await clusterNetwork(network, clusterId)),
    sshKeys: lines,
  }
}
