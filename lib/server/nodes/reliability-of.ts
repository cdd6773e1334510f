import { reliability, type Reliability } from '@/lib/nodes/reliability'
import { db } from '@/lib/server/db/client'
import { changeLog, watchesOf } from './change-log'

type Figures = ReadonlyMap<string, Reliability>

const memories = new WeakMap<object, Map<string, { version: string; figures: Figures }>>()

/** How reliable each node of a grid was in 30 days, by node id; worked out again only when something was recorded. */
export async function gridReliability(gridId: string): Promise<Figures> {
  const client = db()
  const memory = memories.get(client) ?? new Map<string, { version: string; figures: Figures }>()
  memories.set(client, memory)
  const [{ log, lastId }, watches] = await Promise.all([changeLog(gridId), watchesOf(gridId)])
  const end = watches.at(-1)?.end ?? 0
  const version = `${lastId} ${watches.length} ${end}`
  const known = memory.get(gridId)
  if (known?.version === version) return known.figures
  // Nothing is known after the last watch's end, so that is the instant to look back from.
  const figures = new Map(
    [...log].map(([nodeId, changes]) => [nodeId, reliability(changes, watches, end)]),
  )
  memory.set(gridId, { version, figures })
  return figures
}
