import { z } from 'zod'
import { CLUSTER_NAME } from '@/lib/kubernetes/cluster-name'
import { CLUSTER_PROBLEM_CODES } from '@/lib/kubernetes/model'
import { RESERVATION_STATES } from '@/lib/protocol/states'
import { nodeId } from '@/lib/schemas/fields'
import { operationViewSchema, planViewSchema } from '@/lib/schemas/views'

/** Bodies and answers about clusters. Instants are ISO 8601 in UTC. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')

export const clusterName = z
  .string()
  .regex(
    CLUSTER_NAME,
    'A cluster is named with 2 to 40 lower-case letters, digits and dashes, a letter first.',
  )
export const vmSize = z.union([z.literal(1), z.literal(2)], 'size is 1 or 2.')

/** One machine; without an address it gets the lowest free one of its node's subnet. */
export const machineInputSchema = z.strictObject({
  nodeId,
  role: z.enum(['master', 'worker']),
  size: vmSize,
  ip: z.ipv4('ip is an IPv4 address.').optional(),
})
/** A public key line, or `github:NAME` for all keys of that account. */
export const sshKeyInput = z.string().trim().min(1, 'An SSH key is empty.').max(3_000)

/** What the wizard sends. The secret is made by the cockpit unless one is given. */
export const createClusterSchema = z.strictObject({
  name: clusterName,
  networkId: z.string().max(40),
  machines: z.array(machineInputSchema).min(1, 'A cluster needs a master.').max(255),
  sshKeys: z.array(sshKeyInput).min(1, 'Give at least one SSH key.').max(20),
  secret: z.string().max(64).optional(),
})
/** PUT: replaces machines and keys. `revision` is the one it started from. */
export const saveClusterSchema = z.strictObject({
  revision: z.int().min(1),
  machines: z.array(machineInputSchema).min(1).max(255),
  sshKeys: z.array(sshKeyInput).min(1).max(20),
})
/** Deleting asks for the name of what is deleted. */
export const deleteClusterSchema = z.strictObject({ confirm: z.string().max(60) })
export type CreateClusterInput = z.input<typeof createClusterSchema>
export type SaveClusterInput = z.input<typeof saveClusterSchema>

export const clusterDesignSchema = z.object({
  name: z.string(),
  machines: z.array(machineInputSchema.required()),
  sshKeys: z.array(z.string()),
})

export const clusterProblemSchema = z.object({
  code: z.enum(CLUSTER_PROBLEM_CODES),
  severity: z.enum(['error', 'warning']),
  objects: z.array(z.string()),
  message: z.string(),
  fix: z
    .object({
      label: z.string(),
      nodeId: z.string(),
      patch: z.union([z.object({ ip: z.string() }), z.object({ size: vmSize })]),
    })
    .optional()
    .describe('one change of one machine that solves it'),
})

/** Stages of a machine, in order. A simulated node boots nothing: there `vm` says so instead of being passed. */
export const MACHINE_STAGES = ['reserved', 'network', 'vm'] as const
export const machineViewSchema = z.object({
  nodeId: z.string(),
  nodeLabel: z.string(),
  farmName: z.string(),
  role: z.enum(['master', 'worker']),
  size: vmSize,
  ip: z.string(),
  simulated: z.boolean().describe('a simulated node: nothing really boots'),
  reservationId: z.string().nullable(),
  gridReservationId: z.string().nullable(),
  state: z.enum(RESERVATION_STATES).nullable().describe('null: not signed yet'),
  stages: z.array(
    z.object({
      stage: z.enum(MACHINE_STAGES),
      state: z.enum(['done', 'now', 'todo', 'failed', 'simulated']),
    }),
  ),
  /** what is being waited for, or why it failed */
  sentence: z.string(),
  error: z.string().nullable(),
})
export type MachineView = z.output<typeof machineViewSchema>

export const clusterSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  networkId: z.string(),
  networkName: z.string(),
  gridId: z.string(),
  gridName: z.string(),
  machines: z.number(),
  ready: z.number().describe('machines whose node answered ok'),
  state: z.enum(['draft', 'pending', 'running', 'warning', 'failed', 'ended']),
  staged: z.number().describe('changes not yet submitted'),
  masterIp: z.string().nullable(),
  endsAt: instant.nullable(),
  hasKubeconfig: z.boolean(),
  updatedAt: instant,
})
export type ClusterSummary = z.output<typeof clusterSummarySchema>

export const clusterViewSchema = clusterSummarySchema.extend({
  revision: z.number(),
  createdAt: instant,
  machineList: z.array(machineViewSchema),
  sshKeys: z.array(z.object({ line: z.string(), fingerprint: z.string(), comment: z.string() })),
  problems: z.array(clusterProblemSchema),
  operationId: z.string().nullable().describe('running operation'),
  kubeconfigFileId: z.string().nullable(),
})
export type ClusterView = z.output<typeof clusterViewSchema>

export const machineChangeSchema = z.object({
  kind: z.enum(['add', 'change', 'remove', 'keep']),
  nodeId: z.string(),
  label: z.string(),
  farmName: z.string(),
  role: z.enum(['master', 'worker']),
  size: vmSize,
  ip: z.string(),
  /** e.g. "size 1 → 2"; a changed machine is deleted and made anew */
  fieldChanges: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  replaces: z.string().nullable().describe('N-1 of the reservation it replaces'),
  summary: z.string(),
})
export type MachineChange = z.output<typeof machineChangeSchema>

/** The plan of a cluster holds the plan of its network, when that has something to do first. */
export const clusterPlanViewSchema = z.object({
  clusterId: z.string(),
  clusterName: z.string(),
  networkId: z.string(),
  networkName: z.string(),
  revision: z.number(),
  hash: z.string(),
  network: planViewSchema.nullable().describe('what the network needs first; null: nothing'),
  machines: z.array(machineChangeSchema),
  problems: z.array(clusterProblemSchema),
  blocked: z.boolean(),
  blockedBy: z.array(z.string()).describe('sentences'),
  fixedEnd: instant.nullable().describe('the network is live: the cluster ends with it'),
  endsAt: instant.nullable(),
  posts: z.number().describe('network and machines together'),
  deletes: z.number(),
  madeAt: instant,
})
export type ClusterPlanView = z.output<typeof clusterPlanViewSchema>

/** Answer of applying and deleting. */
export const clusterOperationSchema = operationViewSchema
