import { DomainError } from '@/lib/errors/domain-error'
import type { NetworkDesign, Positions } from '@/lib/network/model'
import { networkDesignSchema, positionsSchema } from '@/lib/schemas/design'
import { db } from '@/lib/server/db/client'
import type { Prisma } from '@/lib/server/db/generated/client'

const WITH_ALL = {
  grid: true,
  keys: true,
  // Workloads name their network too: here are the network's own reservations only.
  reservations: { where: { type: 'network' }, orderBy: { createdAt: 'desc' } },
  operations: { orderBy: { createdAt: 'desc' }, take: 1 },
} as const
/** A network with its keys, its own reservations (newest first, without workloads) and its newest operation. */
export type NetworkRow = Prisma.NetworkGetPayload<{ include: typeof WITH_ALL }>

/** @throws DomainError `NOT_FOUND` */
export async function loadNetwork(id: string): Promise<NetworkRow> {
  const row = await db().network.findUnique({ where: { id }, include: WITH_ALL })
  if (row) return row
  throw new DomainError('NOT_FOUND', 'There is no such network. It may have been deleted.', { id })
}

/** Every network, newest change first. */
export async function loadNetworks(): Promise<NetworkRow[]> {
  return db().network.findMany({ include: WITH_ALL, orderBy: { updatedAt: 'desc' } })
}

/** The stored design. */
export function designOf(row: { design: string }): NetworkDesign {
  return networkDesignSchema.parse(JSON.parse(row.design))
}

/** The stored canvas positions. */
export function positionsOf(row: { positions: string }): Positions {
  return positionsSchema.parse(JSON.parse(row.positions))
}

/** `node:<id>` or `device:<id>` → base64 public key. */
export function publicKeysOf(row: Pick<NetworkRow, 'keys'>): Map<string, string> {
  return new Map(row.keys.map((key) => [key.holder, key.publicKey]))
}
