import { z } from 'zod'
import { durationText } from '@/lib/schemas/fields'
import type { WorkloadDraft } from '@/lib/protocol/workload-draft'

/** Form only; whether a value makes sense is told beside its field by the plan. */
const text = (max: number) => z.string().max(max)
const name = text(60).describe('what people here call it; it does not leave the cockpit')
const diskType = z.enum(['SSD', 'HDD'])
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER)

const base = {
  name,
  nodeId: text(64),
  gridId: text(40).optional(),
  /** signs it; with a network: the network's */
  identityId: text(40).optional(),
  duration: durationText.optional().describe('such as 2h or 14d; left out: ends with the network'),
  /** made by the caller: the same again posts nothing and answers the same operation */
  requestId: z.uuid().optional(),
}

const volume = z.strictObject({
  type: z.literal('volume'),
  ...base,
  size: amount.describe('GiB'),
  diskType,
})
const zdb = z.strictObject({
  type: z.literal('zdb'),
  ...base,
  size: amount.describe('GiB'),
  diskType,
  mode: z.enum(['seq', 'user']),
  password: text(1_000)
    .default('')
    .describe('sealed for the node when it is signed; shown nowhere'),
  public: z.boolean().default(false),
})
const debug = z.strictObject({
  type: z.literal('debug'),
  ...base,
  host: text(253),
  port: amount,
  channel: text(1_000),
})
const container = z.strictObject({
  type: z.literal('container'),
  ...base,
  networkId: text(40),
  ip: text(40).default('').describe('empty: the first free address of the node’s subnet'),
  publicIp6: z.boolean().default(false),
  flist: text(2_000),
  flistStorage: text(400).default(''),
  entrypoint: text(4_000).default(''),
  interactive: z.boolean().default(false),
  env: z
    .array(z.strictObject({ name: text(200), value: text(10_000) }))
    .max(200)
    .default([]),
  mounts: z
    .array(
      z.strictObject({
        volume: text(40).describe('id of the volume’s reservation in this cockpit'),
        mountpoint: text(400),
      }),
    )
    .max(50)
    .default([]),
  cpu: amount,
  memory: amount.describe('MiB'),
})

/** One workload beside networks and VMs, by `type`; other keys are refused. */
export const workloadSchema = z.discriminatedUnion('type', [container, volume, zdb, debug])
export type WorkloadInput = z.output<typeof workloadSchema>
/** Every input is a draft with how to sign it. */
export type WorkloadRequest = WorkloadInput & WorkloadDraft

const instant = z.string().describe('ISO 8601 instant')
const amounts = z.object({ cru: z.number(), mru: z.number(), sru: z.number(), hru: z.number() })

export const workloadPlanSchema = z.object({
  type: z.enum(['container', 'volume', 'zdb', 'debug']),
  name: z.string(),
  node: z
    .object({
      nodeId: z.string(),
      label: z.string(),
      farmName: z.string(),
      freshness: z.enum(['up', 'late', 'down']),
      simulated: z.boolean(),
      free: amounts,
    })
    .nullable(),
  takes: amounts,
  identityName: z.string().nullable().describe('who signs'),
  networkName: z.string().nullable(),
  ip: z.string().nullable().describe('the address a container gets'),
  waits: z.string().nullable().describe('what it waits for before it is sent'),
  endsAt: instant.nullable(),
  asked: z
    .array(z.object({ label: z.string(), value: z.string() }))
    .describe('what the node will be asked'),
  data: z
    .string()
    .describe('the JSON that will be signed, without its step and with secrets left out'),
  problems: z.array(
    z.object({
      field: z.string(),
      severity: z.enum(['error', 'warning']),
      message: z.string(),
    }),
  ),
  blocked: z.boolean(),
})
export type WorkloadPlan = z.output<typeof workloadPlanSchema>
export type WorkloadPlanProblem = WorkloadPlan['problems'][number]

/** What a form offers: networks with the nodes they are on, and volumes that can be mounted. */
export const workloadPlacesSchema = z.object({
  networks: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      gridId: z.string(),
      nodes: z.array(
        z.object({
          nodeId: z.string(),
          label: z.string(),
          simulated: z.boolean(),
          state: z.enum(['deployed', 'coming']),
          subnet: z.string(),
        }),
      ),
    }),
  ),
  volumes: z.array(
    z.object({
      reservationId: z.string(),
      gridId: z.string(),
      nodeId: z.string(),
      name: z.string(),
      volumeId: z.string(),
    }),
  ),
})
export type WorkloadPlaces = z.output<typeof workloadPlacesSchema>
