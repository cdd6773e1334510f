import { suggestRange } from '@/lib/network/common-ranges'
import { DomainError } from '@/lib/errors/domain-error'
import {
  freeName,
  parseQuickRange,
  quickStartName,
  type QuickRange,
} from '@/lib/kubernetes/quick-start/range'
import { db } from '@/lib/server/db/client'
import { designOf } from '@/lib/server/networks/row'
import { networkState } from '@/lib/server/networks/view'

/** Names and ranges that are in use. */
export interface Taken {
  names: ReadonlySet<string>
  /** range → name of the network that has it */
  ranges: ReadonlyMap<string, string>
}

/** What living networks and clusters have; an ended one's name and range are free again. */
export async function loadTaken(): Promise<Taken> {
  const [networks, clusters] = await Promise.all([
    db().network.findMany({
      select: {
        name: true,
        design: true,
        reservations: { orderBy: { createdAt: 'desc' }, select: { nodeId: true, state: true } },
      },
    }),
    db().cluster.findMany({ select: { name: true } }),
  ])
  const living = networks.filter(({ reservations }) => networkState(reservations) !== 'ended')
  return {
    names: new Set([...living, ...clusters].map(({ name }) => name)),
    ranges: new Map(living.map((row) => [designOf(row).range, row.name])),
  }
}

/**
 * Range and name to build with.
 *
 * @throws DomainError `INVALID_CIDR`, `ALREADY_EXISTS` with a free suggestion in `details`
 */
export function chooseName(
  input: { range: string; name?: string | undefined },
  taken: Taken,
): QuickRange & { name: string } {
  const range = parseQuickRange(input.range)
  const owner = taken.ranges.get(range.range)
  if (owner !== undefined) throw rangeTaken(range.range, owner, taken)
  const name = input.name ?? quickStartName(range.range)
  if (!taken.names.has(name)) return { ...range, name }
  // A name nobody asked for is nobody's mistake: the next free one does as well.
  const free = freeName(name, taken.names)
  if (input.name === undefined) return { ...range, name: free }
  throw new DomainError(
    'ALREADY_EXISTS',
    `There is already a network or cluster named ${name}. ${free} is free.`,
    { field: 'name', suggestion: free },
  )
}

function rangeTaken(range: string, owner: string, taken: Taken): DomainError {
  const free = suggestRange([...taken.ranges.keys()])
  const advice = free ? ` ${free} is free.` : ' Delete a network first.'
  return new DomainError(
    'ALREADY_EXISTS',
    `The network ${owner} has the range ${range} already.${advice}`,
    { field: 'range', suggestion: free },
  )
}
