import { z } from 'zod'
import { clusterDesignSchema, sshKeyInput, vmSize } from '@/lib/schemas/clusters'
import { networkDesignSchema } from '@/lib/schemas/design'
import { durationText, nodeId } from '@/lib/schemas/fields'

/** Bodies and answers of the quick start: a cluster from five answers. Instants are ISO 8601 in UTC. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')

/** Network and cluster share it, so it is short enough for both. */
export const quickStartName = z
  .string()
  .trim()
  .regex(
    /^[a-z][a-z0-9-]{0,29}[a-z0-9]$/,
    'Use 2 to 31 lower-case letters, digits and dashes, a letter first and no dash at the end.',
  )

// A JSON number is the same trap as a bare number in text: people mean hours by it, tfuser days.
const durationAnswer = z
  .string({
    error: ({ input }) =>
      typeof input === 'number'
        ? `duration ${input} has no unit. Write "${input}h" for hours or "${input}d" for days.`
        : 'Say how long, for instance "2h" or "14d".',
  })
  .pipe(durationText)

const answers = {
  range: z.string().trim().max(43).describe('10.40 or 10.40.0.0/16'),
  nodes: z
    .int('nodes is a whole number, for instance 3.')
    .min(1, 'A cluster has at least one node: its master.')
    .describe('machines in all, the master is one of them'),
  size: vmSize.describe('1: 1 vCPU, 2 GiB; 2: 2 vCPU, 4 GiB'),
  name: quickStartName.optional().describe('k3s-10-40 when left out'),
  gridId: z.string().max(40).optional(),
  identityId: z.string().max(40).optional(),
  nodeIds: z
    .array(nodeId)
    .max(255)
    .optional()
    .describe('exactly these nodes; left out: chosen by rule'),
}

/** `POST /api/v1/quick-start`: the five answers of startup.sh, and what may be said beyond them. */
export const quickStartSchema = z.strictObject({
  sshKeys: z
    .array(sshKeyInput)
    .min(1, 'Say who may log in: github:NAME, or a public key.')
    .max(20, 'Use at most 20 keys.')
    .describe('github:NAME or public key lines'),
  duration: durationAnswer.describe('with its unit: 2h, 14d, 1h30m'),
  ...answers,
})
/** The same for a look ahead: keys and duration may come later. */
export const quickStartPlanSchema = z.strictObject({
  sshKeys: z.array(sshKeyInput).max(20, 'Use at most 20 keys.').optional(),
  duration: durationAnswer.optional(),
  ...answers,
})
export type QuickStartInput = z.output<typeof quickStartSchema>
export type QuickStartPlanInput = z.output<typeof quickStartPlanSchema>

const machine = z.object({
  nodeId: z.string(),
  label: z.string(),
  role: z.enum(['master', 'worker']),
  ip: z.string(),
})

export const quickStartPlanViewSchema = z.object({
  name: z.string(),
  range: z.string(),
  /** a loud sentence about a public range */
  rangeWarning: z.string().nullable(),
  gridId: z.string(),
  gridName: z.string(),
  identity: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe('who signs; null: one is made'),
  machines: z.array(
    machine.extend({ farmName: z.string(), subnet: z.string(), simulated: z.boolean() }),
  ),
  access: z.object({
    nodeId: z.string(),
    label: z.string(),
    subnet: z.string(),
    simulated: z.boolean(),
    own: z.boolean().describe('a node of its own that carries no VM'),
  }),
  device: z.object({ name: z.string(), subnet: z.string(), address: z.string() }),
  farms: z.number(),
  tunnels: z
    .array(
      z.object({
        from: z.string().describe('node:<id> or device:<id>'),
        to: z.string(),
        dialFrom: z.boolean(),
        dialTo: z.boolean(),
      }),
    )
    .describe('empty for more than 12 nodes'),
  unreachable: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
  totals: z.object({ cru: z.number(), mru: z.number(), sru: z.number() }),
  posts: z.number().describe('reservations: one for each network resource and each VM'),
  warnings: z.array(z.string()).describe('sentences'),
  blocked: z.boolean(),
  blockedBy: z.array(z.string()).describe('sentences'),
  endsAt: instant.nullable(),
  network: networkDesignSchema,
  cluster: clusterDesignSchema,
})
export type QuickStartPlanView = z.output<typeof quickStartPlanViewSchema>

export const quickStartViewSchema = z.object({
  networkId: z.string(),
  clusterId: z.string(),
  operationId: z.string(),
  name: z.string(),
  machines: z.array(machine),
  accessNodeId: z.string(),
  deviceId: z.string(),
  identity: z
    .object({ id: z.string(), name: z.string(), isNew: z.boolean() })
    .describe('who signed; isNew: made now, because there was none'),
  endsAt: instant,
})
export type QuickStartView = z.output<typeof quickStartViewSchema>

export const quickStartDraftSchema = z.object({ networkId: z.string(), name: z.string() })
export type QuickStartDraft = z.output<typeof quickStartDraftSchema>
