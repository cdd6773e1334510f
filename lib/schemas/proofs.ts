import { z } from 'zod'
import { TRACE_REASONS } from '@/lib/network/trace-tunnels'
import { peerMode } from '@/lib/schemas/fields'
import { PROOF_STAGES } from '@/lib/schemas/proof'

/** What the REST API tells of proofs. Machines are object ids: `node:<id>`, `device:<id>`; rows and columns are in their order. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')
const cells = <Value extends z.ZodType>(value: Value) =>
  z.array(z.array(value.nullable())).describe('row: from, column: to, null on the diagonal')

/** Body of POST /networks/{id}/proofs: `revision` is the design somebody looks at. */
export const startProofSchema = z.strictObject({ revision: z.int().min(1) })

export const proofAvailabilitySchema = z.object({
  available: z.boolean(),
  isOn: z.boolean().describe('COCKPIT_PROVE=1'),
  missing: z.array(z.string()).describe('a sentence for each thing in the way'),
})

export const proofProgressSchema = z.object({
  stage: z.enum(PROOF_STAGES),
  message: z.string(),
  pairs: z.object({ done: z.int(), all: z.int() }),
})

const difference = z.object({
  from: z.string(),
  to: z.string(),
  predicted: z.boolean(),
  measured: z.boolean(),
  reason: z.enum(TRACE_REASONS).nullable().describe('why it was predicted to be lost'),
  explanation: z.string(),
})

export const proofOutcomeSchema = z.object({
  machines: z.array(z.string()),
  predicted: cells(z.boolean()),
  measured: cells(z.boolean()),
  latency: cells(z.number()).describe('milliseconds; null too where nothing answered'),
  pairs: z.int(),
  agreeing: z.int(),
  differences: z.array(difference),
  buildMilliseconds: z.number(),
  measureMilliseconds: z.number(),
  peakMemoryBytes: z.number().nullable(),
  namespaces: z.int().nullable(),
  wireguard: z.enum(['kernel', 'userspace']).nullable(),
})

export const proofErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  missing: z.array(z.string()).optional(),
})

export const proofSummarySchema = z.object({
  id: z.string(),
  networkId: z.string(),
  revision: z.int(),
  mode: peerMode,
  state: z.enum(['running', 'done', 'failed']),
  isCurrent: z.boolean().describe('the stored design would be built just like this one'),
  startedBy: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  pairs: z.int().nullable(),
  agreeing: z.int().nullable(),
  error: proofErrorSchema.nullable(),
})

export const proofViewSchema = proofSummarySchema.extend({
  progress: proofProgressSchema.nullable().describe('while it runs'),
  outcome: proofOutcomeSchema.nullable(),
})

export const proofListSchema = z.object({
  availability: proofAvailabilitySchema,
  proofs: z.array(proofSummarySchema).describe('newest first'),
})

export type ProofAvailability = z.output<typeof proofAvailabilitySchema>
export type ProofProgress = z.output<typeof proofProgressSchema>
export type ProofOutcome = z.output<typeof proofOutcomeSchema>
export type ProofFailure = z.output<typeof proofErrorSchema>
export type ProofSummary = z.output<typeof proofSummarySchema>
export type ProofView = z.output<typeof proofViewSchema>
export type ProofList = z.output<typeof proofListSchema>
