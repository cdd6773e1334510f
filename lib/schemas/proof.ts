import { z } from 'zod'

/** What the proving process is told and what it answers: one JSON line in, one JSON line for each event out. */

/** Limits of one proof. */
export const PROOF_LIMITS = { seconds: 120, resources: 40, devices: 40 } as const

const resource = z.object({
  nodeId: z.string().min(1).max(120),
  subnet: z.string().max(60),
  publicKey: z.string().max(120),
  listenPort: z.number().int().min(1).max(65535),
  endpoints: z.array(z.string().max(60)).max(16),
})
const accessPoint = z.object({
  nodeId: z.string().min(1).max(120),
  subnet: z.string().max(60),
  publicKey: z.string().max(120),
  ip4: z.boolean(),
})

/** A PeerNetwork and how its peers are planned. Its keys only tell machines apart: the proof makes its own. */
export const proofRequestSchema = z.object({
  network: z.object({
    name: z.string().max(120),
    ipRange: z.string().max(60),
    resources: z.array(resource).max(256),
    accessPoints: z.array(accessPoint).max(256),
    routers: z.array(z.string().max(120)).max(64).optional(),
  }),
  mode: z.enum(['compat', 'safe']),
})

export const PROOF_STAGES = ['checking', 'building', 'starting', 'measuring', 'removing'] as const

const grid = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), z.record(z.string(), value))
const hop = z.object({ from: z.string(), to: z.string() })

const difference = z.object({
  from: z.string(),
  to: z.string(),
  predicted: z.boolean(),
  measured: z.boolean(),
  /** why it was predicted to be lost */
  reason: z.string().nullable(),
  explanation: z.string(),
})

/** What was measured, held against what was computed. */
export const proofResultSchema = z.object({
  /** node ids in list order, then `device:N` */
  names: z.array(z.string()),
  matrix: grid(z.boolean()),
  predicted: grid(z.boolean()),
  /** milliseconds of the reply that came, by pair */
  latency: grid(z.number()),
  agreement: z.object({
    pairs: z.number().int(),
    agreeing: z.number().int(),
    differences: z.array(difference),
  }),
  /** which tunnels the packets of a pair crossed, by their counters; only of pairs it was measured for */
  ways: z.array(
    z.object({ from: z.string(), to: z.string(), hops: z.array(hop), agrees: z.boolean() }),
  ),
  wireguard: z.enum(['kernel', 'userspace']),
  buildMilliseconds: z.number(),
  measureMilliseconds: z.number(),
  /** of the WireGuard processes together, bytes; 0 with the kernel's */
  memoryBytes: z.number(),
})

export const proofEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stage'), stage: z.enum(PROOF_STAGES), message: z.string() }),
  z.object({
    type: z.literal('built'),
    milliseconds: z.number(),
    namespaces: z.number().int(),
    wireguard: z.enum(['kernel', 'userspace']),
    pairs: z.number().int(),
  }),
  z.object({
    type: z.literal('pair'),
    from: z.string(),
    to: z.string(),
    reached: z.boolean(),
    milliseconds: z.number().nullable(),
  }),
  z.object({ type: z.literal('result'), result: proofResultSchema }),
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    missing: z.array(z.string()).optional(),
  }),
])

export type ProofRequest = z.output<typeof proofRequestSchema>
export type ProofResult = z.output<typeof proofResultSchema>
export type ProofEvent = z.output<typeof proofEventSchema>
export type ProofStage = (typeof PROOF_STAGES)[number]
