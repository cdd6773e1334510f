import { z } from 'zod'
import { TRACE_REASONS } from '@/lib/network/trace-tunnels'
import { peerMode } from '@/lib/schemas/fields'
import { planPeersSchema } from '@/lib/schemas/requests'

/** Bodies and answers of the tools that prove a network, in the spelling of `tools/plan-peers`. */

/** A /16 holds 256 subnets, one for each node and device. */
const MAX_MACHINES = 256
/** Pairs listed for one failure; `cuts` counts them all. */
export const MAX_LISTED_PAIRS = 500

const network = planPeersSchema
  .omit({ mode: true })
  .refine(
    ({ net_resources, access_points }) =>
      net_resources.length + (access_points?.length ?? 0) <= MAX_MACHINES,
    `Send at most ${MAX_MACHINES} nodes and devices together: a /16 has no more subnets.`,
  )
  .refine(
    ({ net_resources }) => !net_resources.some(({ node_id }) => /^device:\d+$/.test(node_id)),
    'A node cannot be called device:N: that is how access points are named.',
  )
const end = z.string().min(1, 'Name a node id, device:N or an IPv4 address.').max(120)
/** Node ids, `device:N`, `endpoint:<node>:<address>` or `family:<node>:ipv4|ipv6`. */
const off = z.array(z.string().min(1).max(200)).max(1024).optional()

export const matrixToolSchema = z.object({ mode: peerMode, network, off })
export const whatIfToolSchema = matrixToolSchema
export const traceToolSchema = matrixToolSchema.extend({ from: end, to: end })

const reason = z.enum(TRACE_REASONS)
const passage = z.object({
  verdict: z.enum(['delivered', 'lost']),
  reason: reason.optional(),
  at: z.string().optional(),
  hops: z.array(
    z.object({
      node: z.string(),
      peer: z.string(),
      allowed_ip: z.string(),
      endpoint: z.string(),
      dialled_by: z.string().nullable(),
    }),
  ),
})
export const traceAnswerSchema = passage.extend({ reply: passage })

export const matrixAnswerSchema = z.object({
  matrix: z.record(z.string(), z.record(z.string(), z.boolean())),
  reasons: z.record(z.string(), z.record(z.string(), reason)),
})

const pair = z.object({ from: z.string(), to: z.string() })
export const whatIfAnswerSchema = z.object({
  pairs: z.object({ all: z.int(), before: z.int(), after: z.int() }),
  lost: z.array(pair.extend({ reason })),
  failures: z.array(
    z.object({ off: z.string(), cuts: z.int(), own: z.int(), pairs: z.array(pair) }),
  ),
})

export type TraceToolBody = z.output<typeof traceToolSchema>
export type MatrixToolBody = z.output<typeof matrixToolSchema>
export type TraceAnswer = z.output<typeof traceAnswerSchema>
export type MatrixAnswer = z.output<typeof matrixAnswerSchema>
export type WhatIfAnswer = z.output<typeof whatIfAnswerSchema>
