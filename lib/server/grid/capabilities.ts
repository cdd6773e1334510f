import { z } from 'zod'
import { cleanText } from '@/lib/server/outgoing/clean-text'
import { badAnswer } from '@/lib/server/outgoing/failures'
import type { CallOptions, GridCapabilities } from './driver'
import type { ExplorerAddress } from './explorer-client'
import { callExplorer, subjectOf } from './explorer-client'
import { tryParse } from './raw-json'
import { refusalOf } from './refusal'

/** Names of the additions as `GET /info` lists them. */
export const ADDITIONS = {
  signedWrites: 'signed-writes',
  deleted: 'deleted',
  status: 'status',
} as const

const infoSchema = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  version: z.string().transform((value) => cleanText(value, 40)),
  additions: z
    .array(z.string().max(40))
    .max(64)
    .transform((names) => names.map((name) => cleanText(name))),
})

/** An explorer as it was in February 2020. */
const ORIGINAL: GridCapabilities = {
  explorerId: null,
  version: null,
  additions: [],
  canWrite: true,
  signedWrites: false,
  reportsDeleted: false,
  nodeStatus: false,
}

/** Asks an explorer what it can do; one without `GET /info` is an original. */
export async function fetchCapabilities(
  address: ExplorerAddress,
  options: CallOptions & { timeoutMs?: number } = {},
): Promise<GridCapabilities> {
  const answer = await callExplorer(address, { method: 'GET', path: '/info', ...options })
  if (answer.status === 404 || answer.status === 405) return ORIGINAL
  if (answer.status !== 200) throw refusalOf(subjectOf(address), answer)
  const info = infoSchema.safeParse(tryParse(answer.text))
  if (!info.success)
    throw badAnswer(
      subjectOf(address),
      'is no explorer: what it answers to /info cannot be read. Check its address.',
    )
  const { id, version, additions } = info.data
  return {
    ...ORIGINAL,
    explorerId: id,
    version,
    additions,
    signedWrites: additions.includes(ADDITIONS.signedWrites),
    reportsDeleted: additions.includes(ADDITIONS.deleted),
    nodeStatus: additions.includes(ADDITIONS.status),
  }
}
