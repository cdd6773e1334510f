import { z } from 'zod'
import { networkDesignSchema, positionsSchema } from '@/lib/schemas/design'
import { role } from '@/lib/schemas/fields'
import { PROBLEM_CODES } from '@/lib/network/model'
import { RESERVATION_STATES } from '@/lib/protocol/states'

/** What the REST API answers and what pages hand to components: plain data, no secrets. Instants are ISO 8601 in UTC. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')
const amounts = z.object({
  cru: z.number().describe('vCPU'),
  mru: z.number().describe('GiB memory'),
  hru: z.number().describe('GiB HDD'),
  sru: z.number().describe('GiB SSD'),
})

export const meViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role,
  kind: z.enum(['session', 'token']),
})
export type MeView = z.output<typeof meViewSchema>

export const gridViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['embedded', 'explorer']),
  url: z.string(),
  state: z.enum(['unknown', 'up', 'down']),
  error: z.string().nullable(),
  checkedAt: instant.nullable(),
  nextCheckAt: instant.nullable(),
  additions: z.array(z.string()),
  nodeCount: z.number(),
  farmCount: z.number(),
})
export type GridView = z.output<typeof gridViewSchema>

export const farmViewSchema = z.object({
  gridId: z.string(),
  farmId: z.number(),
  name: z.string(),
  nodes: z.number(),
  nodesUp: z.number(),
})
export type FarmView = z.output<typeof farmViewSchema>

export const nodeViewSchema = z.object({
  gridId: z.string(),
  nodeId: z.string(),
  farmId: z.number(),
  farmName: z.string(),
  city: z.string(),
  country: z.string(),
  continent: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  freshness: z.enum(['up', 'late', 'down']),
  reportedAt: instant,
  uptime: z.number().describe('seconds'),
  osVersion: z.string(),
  engine: z.enum(['simulated', 'linux']).nullable().describe('null: the explorer does not say'),
  total: amounts,
  used: amounts,
  free: amounts,
  endpointClass: z.enum(['dual', 'ipv4', 'ipv6', 'hidden']),
  endpoints: z.array(z.string()),
  takenPorts: z.array(z.number()),
  interfaces: z.array(z.object({ name: z.string(), addresses: z.array(z.string()) })),
})
export type NodeView = z.output<typeof nodeViewSchema>

export const identityViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  publicId: z.string(),
  ownerName: z.string(),
  isMine: z.boolean(),
  shared: z.boolean(),
  createdAt: instant,
  liveReservations: z.number(),
})
export type IdentityView = z.output<typeof identityViewSchema>

export const reservationViewSchema = z.object({
  id: z.string(),
  gridId: z.string(),
  gridName: z.string(),
  gridReservationId: z.string().nullable().describe('N-1 on the explorer'),
  networkId: z.string().nullable(),
  networkName: z.string().nullable(),
  clusterId: z.string().nullable(),
  clusterName: z.string().nullable(),
  identityName: z.string(),
  userId: z.string(),
  nodeId: z.string(),
  nodeLabel: z.string(),
  simulated: z.boolean(),
  type: z.string(),
  workloadName: z.string(),
  state: z.enum(RESERVATION_STATES),
  error: z.string().nullable(),
  result: z.object({ state: z.string(), message: z.string(), data: z.unknown() }).nullable(),
  endsAt: instant,
  createdAt: instant,
  supersededBy: z.string().nullable(),
})
export type ReservationView = z.output<typeof reservationViewSchema>

export const eventViewSchema = z.object({
  id: z.number(),
  at: instant,
  kind: z.string(),
  subjectId: z.string(),
  networkId: z.string().nullable(),
  gridId: z.string().nullable(),
  fromState: z.string().nullable(),
  toState: z.string().nullable(),
  message: z.string(),
  actorName: z.string().nullable(),
})
export type EventView = z.output<typeof eventViewSchema>

export const networkSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  range: z.string(),
  gridId: z.string(),
  gridName: z.string(),
  resources: z.number(),
  devices: z.number(),
  state: z.enum(['draft', 'pending', 'running', 'warning', 'failed', 'ended']),
  staged: z.number().describe('changes not yet submitted'),
  endsAt: instant.nullable(),
  updatedAt: instant,
})
export type NetworkSummary = z.output<typeof networkSummarySchema>

export const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  severity: z.enum(['error', 'warning']),
  objects: z.array(z.string()),
  message: z.string(),
})

export const networkViewSchema = networkSummarySchema.extend({
  revision: z.number(),
  identityId: z.string().nullable(),
  design: networkDesignSchema,
  positions: positionsSchema,
  publicKeys: z.record(z.string(), z.string()).describe('node:<id> or device:<id> → base64 key'),
  deviceKeys: z
    .record(z.string(), z.enum(['server', 'own']))
    .describe('device id → who holds the private key'),
  stagedDevices: z
    .array(z.string())
    .describe('ids of devices the grid does not know where the design has them'),
  deployed: z
    .record(z.string(), z.object({ reservationId: z.string(), state: z.enum(RESERVATION_STATES) }))
    .describe('node id → newest reservation there'),
  problems: z.array(problemSchema),
  operationId: z.string().nullable().describe('running operation'),
})
export type NetworkView = z.output<typeof networkViewSchema>

export const peerViewSchema = z.object({
  subnet: z.string(),
  publicKey: z.string(),
  allowedIps: z.array(z.string()),
  endpoint: z.string(),
  /** who it is: node label or device name */
  label: z.string(),
})
export const peerChangeSchema = z.object({
  kind: z.enum(['add', 'change', 'remove', 'keep']),
  label: z.string(),
  before: peerViewSchema.nullable(),
  after: peerViewSchema.nullable(),
})
export const planChangeSchema = z.object({
  kind: z.enum(['add', 'change', 'remove', 'keep']),
  nodeId: z.string(),
  label: z.string(),
  farmName: z.string(),
  endpointClass: z.enum(['dual', 'ipv4', 'ipv6', 'hidden']),
  subnet: z.string(),
  listenPort: z.number(),
  publicKey: z.string(),
  /** what else changed on the resource, e.g. "listen port 3001 → 3002" */
  fieldChanges: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  peers: z.array(peerChangeSchema),
  replaces: z.string().nullable().describe('N-1 of the reservation it replaces'),
  summary: z.string(),
})
export type PlanChange = z.output<typeof planChangeSchema>

export const planViewSchema = z.object({
  networkId: z.string(),
  networkName: z.string(),
  range: z.string(),
  mode: z.enum(['safe', 'compat']),
  revision: z.number(),
  hash: z.string(),
  changes: z.array(planChangeSchema),
  deviceChanges: z.array(
    z.object({
      kind: z.enum(['add', 'remove', 'change']),
      id: z.string(),
      name: z.string(),
      summary: z.string(),
    }),
  ),
  problems: z.array(problemSchema),
  unreachable: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
  blocked: z.boolean().describe('an error problem, no identity, or the grid is down'),
  blockedBy: z.array(z.string()).describe('sentences'),
  /** set when the network is live: new reservations must end with the others */
  fixedEnd: instant.nullable(),
  /** end instant for the duration asked with ?duration=, or fixedEnd */
  endsAt: instant.nullable(),
  posts: z.number(),
  deletes: z.number(),
  madeAt: instant,
})
export type PlanView = z.output<typeof planViewSchema>

/** A plan without its peers, which are most of it: 250 nodes have 62 000. */
export const planOutlineSchema = planViewSchema
  .omit({ changes: true, problems: true, unreachable: true })
  .extend({ changes: z.array(planChangeSchema.omit({ peers: true })) })
export type PlanOutline = z.output<typeof planOutlineSchema>

export const stepViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['post', 'delete']),
  state: z.enum(['waiting', 'running', 'unknown', 'done', 'failed']),
  attempts: z.number(),
  error: z.string().nullable(),
  nextAttemptAt: instant.nullable(),
  waitsFor: z.array(z.string()).describe('ids of steps of this operation that come first'),
  reservation: reservationViewSchema,
})
export const operationViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['apply', 'delete']),
  state: z.enum(['running', 'done', 'failed']),
  networkId: z.string().nullable(),
  networkName: z.string().nullable(),
  clusterId: z.string().nullable(),
  clusterName: z.string().nullable(),
  endsAt: instant.nullable(),
  error: z.string().nullable(),
  actorName: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  steps: z.array(stepViewSchema),
})
export type OperationView = z.output<typeof operationViewSchema>
export type StepView = z.output<typeof stepViewSchema>

export const overviewSchema = z.object({
  nodes: z.object({ total: z.number(), up: z.number(), late: z.number(), down: z.number() }),
  farms: z.number(),
  liveReservations: z.number(),
  liveNodes: z.number(),
  clusters: z.number(),
  networks: z.array(networkSummarySchema),
  nextEnd: z.object({ at: instant, name: z.string(), networkId: z.string().nullable() }).nullable(),
  events: z.array(eventViewSchema),
  grids: z.array(gridViewSchema),
})
export type OverviewView = z.output<typeof overviewSchema>

export const errorViewSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
})
export type ErrorView = z.output<typeof errorViewSchema>
