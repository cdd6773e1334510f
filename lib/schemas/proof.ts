import { z } from 'zod'
import { TRACE_REASONS } from '@/lib/network/trace-tunnels'
import { cidrText, peerMode } from '@/lib/schemas/fields'

/** What the proof's helper process reads and writes: one JSON in, one event a line out. */

/** Each resource is three namespaces and a WireGuard of its own. */
export const PROOF_MAX_RESOURCES = 40
/** Every machine pings every other, so devices count as well. */
export const PROOF_MAX_MACHINES = 60
export const PROOF_MAX_SECONDS = 120

const name = z.string().min(1).max(120)
const key = z.string().max(200)
const port = z.int().min(1).max(65535)
const resource = z.object({
  nodeId: name.regex(/^(?!device:\d+$)/, 'device:N is how devices are named.'),
  subnet: cidrText,
  publicKey: key,
  listenPort: port,
  endpoints: z.array(z.string().max(60)).max(32),
})
const accessPoint = z.object({ nodeId: name, subnet: cidrText, publicKey: key, ip4: z.boolean() })

/** A network as the planner takes it (PeerNetwork). Keys are ignored: the proof makes throwaway ones. */
export const proofNetworkSchema = z.object({
  name: z.string().max(200),
  ipRange: cidrText,
  resources: z.array(resource).max(1024),
  accessPoints: z.array(accessPoint).max(1024),
  routers: z.array(name).max(1024).optional(),
})

/** What the helper reads from standard input. */
export const proofRequestSchema = z.object({
  network: proofNetworkSchema,
  mode: peerMode,
  /** lower limits than the built-in ones */
  limits: z
    .object({
      seconds: z.number().min(1).max(PROOF_MAX_SECONDS).optional(),
      resources: z.int().min(1).max(PROOF_MAX_RESOURCES).optional(),
    })
    .optional(),
})

export const PROOF_STAGES = ['checking', 'building', 'starting', 'measuring', 'removing'] as const

const grid = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), z.record(z.string(), value))
const difference = z.object({
  from: name,
  to: name,
  predicted: z.boolean(),
  measured: z.boolean(),
  /** why it was predicted to be lost */
  reason: z.enum(TRACE_REASONS).nullable(),
  explanation: z.string(),
})
const way = z.object({
  from: name,
  to: name,
  /** names from sender to receiver; null when the counters did not tell */
  measured: z.array(name).nullable(),
  predicted: z.array(name),
})

const stage = z.object({
  type: z.literal('stage'),
  stage: z.enum(PROOF_STAGES),
  message: z.string(),
})
const built = z.object({
  type: z.literal('built'),
  milliseconds: z.number(),
  namespaces: z.int(),
  wireguard: z.enum(['kernel', 'userspace']),
})
const pair = z.object({
  type: z.literal('pair'),
  from: name,
  to: name,
  reached: z.boolean(),
  /** of the first reply */
  milliseconds: z.number().nullable(),
})
const result = z.object({
  type: z.literal('result'),
  matrix: grid(z.boolean()),
  /** milliseconds of a ping once the tunnels were up; of pairs that answered */
  latency: grid(z.number()),
  /** the ways of some pairs, those over a router first */
  ways: z.array(way).optional(),
  agreement: z.object({
    pairs: z.int(),
    agreeing: z.int(),
    differences: z.array(difference),
  }),
  buildMilliseconds: z.number(),
  measureMilliseconds: z.number(),
  peakMemoryBytes: z.number().optional(),
})
const error = z.object({
  type: z.literal('error'),
  code: z.string(),
  message: z.string(),
  /** a sentence for each thing the machine lacks */
  missing: z.array(z.string()).optional(),
})

/** One line of the helper's output. A `result` or an `error` is the last. */
export const proofEventSchema = z.discriminatedUnion('type', [stage, built, pair, result, error])

export type ProofRequest = z.output<typeof proofRequestSchema>
export type ProofEvent = z.output<typeof proofEventSchema>
export type ProofStage = (typeof PROOF_STAGES)[number]
export type ProofResult = z.output<typeof result>
export type ProofError = z.output<typeof error>
export type ProofWay = z.output<typeof way>
