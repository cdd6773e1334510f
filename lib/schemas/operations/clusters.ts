import { z } from 'zod'
import type { OperationDoc } from '@/lib/schemas/operations/doc'
import * as cluster from '@/lib/schemas/clusters'
import { applySchema, planQuerySchema } from '@/lib/schemas/requests'

/** Clusters: design, plan, apply, delete. */
export const CLUSTERS: readonly OperationDoc[] = [
  {
    path: '/clusters',
    method: 'get',
    tag: 'clusters',
    summary: 'Clusters with their state',
    answer: z.array(cluster.clusterSummarySchema),
  },
  {
    path: '/clusters',
    method: 'post',
    tag: 'clusters',
    status: 201,
    summary: 'Design a cluster on a network; nothing is sent',
    description:
      'One machine is the master. Without ip a machine gets the lowest free address of its node’s subnet. sshKeys are lines or github:NAME. The secret is made by the cockpit unless one is given.',
    body: cluster.createClusterSchema,
    answer: cluster.clusterViewSchema,
  },
  {
    path: '/clusters/{id}',
    method: 'get',
    tag: 'clusters',
    summary: 'Machines, how far each is, keys and problems',
    answer: cluster.clusterViewSchema,
  },
  {
    path: '/clusters/{id}',
    method: 'put',
    tag: 'clusters',
    summary: 'Save machines and keys',
    description:
      'revision is the one the change started from; an older one is refused and nothing is lost.',
    body: cluster.saveClusterSchema,
    answer: cluster.clusterViewSchema,
  },
  {
    path: '/clusters/{id}',
    method: 'delete',
    tag: 'clusters',
    summary: 'Delete the cluster’s machines; its network stays',
    description:
      'confirm is its name. Null when nothing of it is on the grid: then it is gone at once. Else the answer is the operation to follow.',
    body: cluster.deleteClusterSchema,
    answer: cluster.clusterOperationSchema.nullable(),
  },
  {
    path: '/clusters/{id}/plan',
    method: 'get',
    tag: 'clusters',
    summary: 'What applying would change, the network’s part included, with the hash that pins it',
    query: planQuerySchema,
    answer: cluster.clusterPlanViewSchema,
  },
  {
    path: '/clusters/{id}/apply',
    method: 'post',
    tag: 'clusters',
    status: 202,
    summary: 'Sign and submit exactly the plan of this hash, network first',
    description:
      'The same hash again answers the same operation and posts nothing. On a live network the machines end with it, or earlier when a shorter duration is given.',
    body: applySchema,
    answer: cluster.clusterOperationSchema,
  },
]
