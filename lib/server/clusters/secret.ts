import { randomBytes } from 'node:crypto'
import { fromUtf8, utf8 } from '@/lib/crypto/encoding'
import { checkClusterSecret } from '@/lib/protocol/workload-limits'
import { seal, unseal } from '@/lib/server/vault/vault'

const SECRET_BYTES = 24
const refOf = (clusterId: string) => ({
  table: 'Cluster',
  row: clusterId,
  field: 'sealedSecret',
})

/**
 * Seals a cluster's secret: the one given, else a new one. Machines of one cluster know each other by it.
 *
 * @throws DomainError `INVALID_RESERVATION` for a secret that a kernel command line cannot carry
 */
export async function sealNewSecret(clusterId: string, given?: string): Promise<string> {
  const secret = given ?? randomBytes(SECRET_BYTES).toString('base64url')
  checkClusterSecret(secret)
  return seal(refOf(clusterId), utf8(secret))
}

/** The secret, for sealing it to a node. */
export async function openSecret(row: { id: string; sealedSecret: string }): Promise<string> {
  return fromUtf8(await unseal(refOf(row.id), row.sealedSecret))
}
