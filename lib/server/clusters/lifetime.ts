import { DomainError } from '@/lib/errors/domain-error'
import { lifetime } from '@/lib/server/networks/plan-network'
import type { PreparedCluster } from './planning'

/** Instants in unix milliseconds, whole seconds. */
export interface ClusterLife {
  start: number
  /** end of the machines */
  end: number
  /** end of network reservations made with them */
  networkEnd: number
}

/**
 * Machines end with their network, or earlier when a shorter duration is asked: without its network none can live on.
 * Null when nothing says how long.
 */
export function clusterLife(
  { fixedEnd }: Pick<PreparedCluster, 'fixedEnd'>,
  duration: string | undefined,
  now: number,
): ClusterLife | null {
  const start = Math.floor(now / 1000) * 1000
  const asked = duration === undefined ? null : lifetime(now, duration).end
  const networkEnd = fixedEnd?.getTime() ?? asked
  if (networkEnd === null) return null
  return { start, networkEnd, end: Math.min(networkEnd, asked ?? networkEnd) }
}

/** @throws DomainError `DURATION_INVALID` when nothing says how long */
export function requireLife(life: ClusterLife | null): ClusterLife {
  if (life) return life
  throw new DomainError(
    'DURATION_INVALID',
    'Say how long the cluster should live, for instance duration 2h or 14d.',
  )
}
