import { createHash, randomBytes } from 'node:crypto'
import { db } from '@/lib/server/db/client'

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Makes a token that lets one node join a farm, once. Only its hash is kept. */
export async function addEnrolment(farmId: number, expires: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db().explorerEnrolment.create({ data: { tokenHash: hashToken(token), farmId, expires } })
  return token
}

/**
 * Uses a token up for one node. The same node may show it again, so that a lost answer costs nothing.
 *
 * @returns whether the token was good for this farm and node
 */
export async function redeemEnrolment(
  token: string,
  farmId: bigint,
  nodeId: string,
  now: Date,
): Promise<boolean> {
  const { count } = await db().explorerEnrolment.updateMany({
    where: {
      tokenHash: hashToken(token),
      farmId: farmId <= 2_147_483_647n ? Number(farmId) : -1,
      expires: { gt: now },
      OR: [{ usedBy: null }, { usedBy: nodeId }],
    },
    data: { usedBy: nodeId, usedAt: now },
  })
  return count === 1
}
