import { DomainError } from '@/lib/errors/domain-error'
import type { Transaction } from '@/lib/server/db/client'
import { hasEnded } from './view'

/** What a network wants to be called, and by whom. */
export interface WantedName {
  gridId: string
  identityId: string | null
  name: string
  /** the network itself, when it is only renamed */
  networkId?: string
}

/**
 * A node tells networks apart by user and name, so two living networks of one identity on one grid cannot share a name.
 *
 * @throws DomainError `ALREADY_EXISTS`
 */
export async function requireFreeName(tx: Transaction, wanted: WantedName): Promise<void> {
  const rows = await tx.network.findMany({
    where: {
      gridId: wanted.gridId,
      name: wanted.name,
      ...(wanted.networkId ? { id: { not: wanted.networkId } } : {}),
      // Without an identity yet, either could become the other's twin.
      ...(wanted.identityId
        ? { OR: [{ identityId: wanted.identityId }, { identityId: null }] }
        : {}),
    },
    include: { reservations: { where: { type: 'network' }, orderBy: { createdAt: 'desc' } } },
  })
  if (rows.every(hasEnded)) return
  throw new DomainError(
    'ALREADY_EXISTS',
    `There is already a network named ${wanted.name} on this grid. Choose another name, or open that one.`,
    { networkId: rows.find((row) => !hasEnded(row))?.id },
  )
}
