import { isWorking, type Seen } from '@/lib/nodes/reliability'
import { shortKey } from '@/lib/network/labels'
import { db } from '@/lib/server/db/client'
import { recordEvents, type EventInput } from '@/lib/server/events/record-event'

/** More nodes than this are counted, not named. */
const NAMED = 3

/**
 * Tells that nodes went down, came back or are new, so that pages follow: one event of each kind per refresh, however
 * many nodes it is about. A node that is only late is no event: it would be one every few minutes.
 *
 * @param before what each changed node was; undefined: it is new
 */
export async function tellChanges(
  gridId: string,
  before: ReadonlyMap<string, Seen | undefined>,
  changes: readonly (readonly [nodeId: string, freshness: Seen])[],
  labelOf: (nodeId: string) => string | undefined,
): Promise<void> {
  const grid = await db().grid.findUnique({ where: { id: gridId }, select: { name: true } })
  // Removed while it was being read.
  if (!grid) return
  const told = { new: [] as string[], up: [] as string[], down: [] as string[] }
  for (const [nodeId, freshness] of changes) {
    const was = before.get(nodeId)
    if (was === undefined) told.new.push(nodeId)
    else if (isWorking(was) !== isWorking(freshness))
      told[isWorking(freshness) ? 'up' : 'down'].push(nodeId)
  }
  const event = (kind: keyof typeof told, words: (one: boolean) => string): EventInput[] => {
    const nodeIds = told[kind]
    const [first] = nodeIds
    if (first === undefined) return []
    const who =
      nodeIds.length > NAMED
        ? `${nodeIds.length} nodes`
        : nodeIds.map((nodeId) => labelOf(nodeId) ?? shortKey(nodeId)).join(', ')
    return [
      {
        kind: 'node',
        subjectId: nodeIds.length === 1 ? first : gridId,
        gridId,
        toState: kind === 'new' ? null : kind,
        message: `${who} of “${grid.name}” ${words(nodeIds.length === 1)}.`,
      },
    ]
  }
  const inputs = [
    ...event('new', (isOne) => (isOne ? 'is new' : 'are new')),
    ...event('up', (isOne) => (isOne ? 'reports again' : 'report again')),
    ...event('down', () => 'stopped reporting'),
  ]
  if (inputs.length > 0) await db().$transaction((tx) => recordEvents(tx, inputs))
}
