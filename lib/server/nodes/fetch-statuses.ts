import { isDomainError } from '@/lib/errors/domain-error'
import type { GridDriver } from '@/lib/server/grid/driver'

const AT_ONCE = 8
/** A big grid's nodes are asked over several syncs. */
const MAX_PER_SYNC = 300

/** What nodes say of themselves, by node id; nodes without a status, or with one nobody can read, are left out. */
export async function fetchStatuses(
  driver: GridDriver,
  nodeIds: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const statuses = new Map<string, string>()
  const queue = nodeIds.slice(0, MAX_PER_SYNC)
  const worker = async () => {
    for (let nodeId = queue.shift(); nodeId !== undefined; nodeId = queue.shift()) {
      const record = await driver.getNodeStatus(nodeId, { signal }).catch(skipUnreadable)
      if (record) statuses.set(nodeId, record.raw)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, worker))
  return statuses
}

function skipUnreadable(error: unknown): null {
  if (isDomainError(error, 'GRID_BAD_ANSWER') || isDomainError(error, 'GRID_REJECTED')) return null
  throw error
}
