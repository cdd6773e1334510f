import { z } from 'zod'

const instant = z.string().describe('ISO 8601 instant')

/** Looking for reservations made elsewhere with our identities. */
export const scanRequestSchema = z.strictObject({
  /** one grid; every grid when left out */
  gridId: z.string().max(40).optional(),
  /** read every number again, not only new ones */
  everything: z.boolean().optional(),
})
export type ScanRequest = z.output<typeof scanRequestSchema>

export const cancelScanQuerySchema = z.strictObject({ gridId: z.string().max(40).optional() })

export const adoptSchema = z.strictObject({
  ids: z
    .array(z.string().min(1).max(40))
    .min(1, 'Name at least one reservation to adopt.')
    .max(500, 'Adopt at most 500 reservations at once.'),
})
export type AdoptInput = z.output<typeof adoptSchema>

export const discoveryQuerySchema = z.strictObject({
  /** with those whose end instant has passed */
  ended: z.enum(['true', 'false']).optional(),
})

export const gridScanViewSchema = z.object({
  gridId: z.string(),
  gridName: z.string(),
  running: z
    .object({
      phase: z.enum(['lists', 'numbers', 'results']),
      done: z.number(),
      left: z.number(),
      found: z.number(),
    })
    .nullable()
    .describe('a scan of this process that is under way'),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable().describe('last time everything was read'),
  next: z.number().describe('first reservation number not read yet'),
  error: z.string().nullable(),
})
export type GridScanView = z.output<typeof gridScanViewSchema>

export const foundViewSchema = z.object({
  id: z.string(),
  gridId: z.string(),
  gridName: z.string(),
  gridReservationId: z.string().describe('N-1 on the explorer'),
  identityId: z.string(),
  identityName: z.string(),
  mayAdopt: z.boolean().describe('whether you may sign with its identity'),
  nodeId: z.string(),
  nodeLabel: z.string(),
  simulated: z.boolean(),
  type: z.string(),
  workloadName: z.string(),
  state: z.enum(['pending', 'running', 'failed', 'unproven', 'deleting', 'ended']),
  message: z.string().describe('what the node said'),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  endsAt: instant,
  foundAt: instant,
})
export type FoundView = z.output<typeof foundViewSchema>

export const discoveryViewSchema = z.object({
  identities: z.number().describe('identities that are looked for'),
  scans: z.array(gridScanViewSchema),
  found: z.array(foundViewSchema),
  ended: z.number().describe('how many more have ended'),
})
export type DiscoveryView = z.output<typeof discoveryViewSchema>

export const adoptedViewSchema = z.object({
  adopted: z.array(z.object({ id: z.string(), reservationId: z.string() })),
  refused: z.array(z.object({ id: z.string(), reason: z.string() })),
})
export type AdoptedView = z.output<typeof adoptedViewSchema>
