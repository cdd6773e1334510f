import { z } from 'zod'
import { displayName } from '@/lib/schemas/fields'
import { eventViewSchema, farmViewSchema, reservationViewSchema } from '@/lib/schemas/views'
import { FILTER_KEYS, filterRule, type FilterKey } from '@/lib/nodes/filters'
import { readFilter } from '@/lib/nodes/node-filter'
import { parseSort, SORT_SENTENCE } from '@/lib/nodes/sort-rows'

/** What the node browser asks and answers; its filters are those of the page's address. */

const VALUE_LIMIT = 2000

function filterSchema(key: FilterKey) {
  return z
    .string()
    .max(VALUE_LIMIT)
    .transform((text, context) => {
      const reading = readFilter(key, text)
      if (!('problem' in reading)) return reading.text
      context.addIssue({ code: 'custom', message: reading.problem })
      return z.NEVER
    })
    .optional()
    .describe(`${filterRule(key).label}: ${filterRule(key).help}`)
}

const filterShape = Object.fromEntries(
  FILTER_KEYS.map((key) => [key, filterSchema(key)]),
) as Record<FilterKey, ReturnType<typeof filterSchema>>

const sort = z
  .string()
  .max(40)
  .transform((text, context) => {
    const found = parseSort(text)
    if (found) return found
    context.addIssue({
      code: 'custom',
      message: SORT_SENTENCE,
    })
    return z.NEVER
  })
  .optional()
  .describe('what the list is ordered by; a minus in front for the largest first')

const count = (max: number) => z.coerce.number().int().min(0).max(max)

/** Query of `GET /api/v1/nodes.csv`: the page's filters and order. */
export const nodesCsvQuerySchema = z.strictObject({ ...filterShape, sort })
export type NodesCsvQuery = z.output<typeof nodesCsvQuerySchema>

// Names that filters had in the first version; scripts may go on using them.
const oldName = (key: FilterKey) => filterSchema(key).describe(`the older name of ${key}`)

/** Query of `GET /api/v1/nodes`. */
export const nodesQuerySchema = nodesCsvQuerySchema.extend({
  gridId: oldName('grid'),
  freshness: oldName('status'),
  minCru: oldName('cpu'),
  minMru: oldName('memory'),
  limit: count(1_000_000).min(1).optional().describe('at most this many'),
  offset: count(1_000_000).default(0).describe('how many to leave out first'),
})
export type NodesQuery = z.output<typeof nodesQuerySchema>

const instant = z.iso.datetime().describe('ISO 8601, UTC')
const seen = z.enum(['up', 'late', 'down', 'gone'])

export const reliabilityViewSchema = z.object({
  up: z.number().nullable().describe('share of the known time, 0 to 1; null: nothing is known'),
  late: z.number().nullable().describe('share of the known time with late reports; part of up'),
  knownFor: z.number().describe('milliseconds of the last 30 days in which we watched it'),
  outages: z.number(),
  longest: z.number().describe('milliseconds of the longest outage, as far as it was watched'),
})
export type ReliabilityView = z.output<typeof reliabilityViewSchema>

export const nodeHistoryViewSchema = z.object({
  reliability: reliabilityViewSchema,
  heartbeats: z
    .array(z.object({ from: instant, to: instant, worst: seen.nullable() }))
    .describe('the last 24 hours, oldest first; null: nobody looked'),
  changes: z.array(z.object({ at: instant, freshness: seen })).describe('newest first'),
  reservations: z.array(reservationViewSchema).describe('ours there, newest first'),
  networks: z.array(z.object({ id: z.string(), name: z.string() })).describe('that have the node'),
  events: z.array(eventViewSchema).describe('of our reservations there, newest first'),
})
export type NodeHistoryView = z.output<typeof nodeHistoryViewSchema>

const amounts = z.object({ total: z.number(), used: z.number(), free: z.number() })
const tally = z.array(z.object({ name: z.string(), nodes: z.number() }))

export const farmDetailViewSchema = farmViewSchema.extend({
  gridName: z.string(),
  counts: z.object({ up: z.number(), late: z.number(), down: z.number() }),
  cpu: amounts,
  memory: amounts,
  ssd: amounts,
  hdd: amounts,
  places: tally.describe('city and country, most nodes first'),
  endpoints: z.object({
    dual: z.number(),
    ipv4: z.number(),
    ipv6: z.number(),
    hidden: z.number(),
  }),
  reliability: z
    .object({ up: z.number().nullable(), knownFor: z.number() })
    .describe('of all its nodes together; knownFor: milliseconds of the one watched longest'),
  reservations: z.array(reservationViewSchema).describe('ours there, newest first'),
})
export type FarmDetailView = z.output<typeof farmDetailViewSchema>

/** A name and the query of the node browser it stands for. */
export const saveSearchSchema = z.strictObject({
  name: displayName,
  query: z
    .string()
    .max(4000, 'That is too long for a search.')
    .describe('filters as in the address of the node browser: status=up&cpu=4'),
})
export const renameSearchSchema = z.strictObject({ name: displayName })
export const savedSearchViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  createdAt: instant,
})
export type SavedSearchView = z.output<typeof savedSearchViewSchema>
