import { isDomainError, DomainError } from '@/lib/errors/domain-error'
import { config } from '@/lib/server/config'
import { db } from '@/lib/server/db/client'
import { deriveKey, masterKey } from './master-key'
import { openWith, sealWith, type VaultRef } from './sealed-text'

export type { VaultRef } from './sealed-text'

const CHECK_KEY = 'vault.check'
const CHECK_REF: VaultRef = { table: 'Setting', row: CHECK_KEY, field: 'value' }
const CHECK_TEXT = 'cockpit'

let open: { source: string; vaultKey: Uint8Array; authSecret: string } | undefined

function verifyCheck(key: Uint8Array, sealed: string): void {
  try {
    openWith(key, CHECK_REF, sealed)
  } catch (error) {
    if (!isDomainError(error)) throw error
    throw new DomainError(
      'VAULT_LOCKED',
      'The secrets in the database were sealed with another secret. Start with the COCKPIT_SECRET or key file they were made with; nothing was changed.',
    )
  }
}

/** The first start leaves a value behind that only this key opens; of two first starts, the second verifies. */
async function leaveCheck(key: Uint8Array): Promise<void> {
  const value = sealWith(key, CHECK_REF, Buffer.from(CHECK_TEXT))
  const row = await db().setting.upsert({
    where: { key: CHECK_KEY },
    create: { key: CHECK_KEY, value },
    update: {},
  })
  verifyCheck(key, row.value)
}

/**
 * Opens the vault: derives its key and proves it against the database. Cheap after the first time.
 *
 * @throws VAULT_LOCKED when the secret is not the one the database was sealed with
 */
export async function openVault(): Promise<{ vaultKey: Uint8Array; authSecret: string }> {
  const { secret, keysDir, database } = config()
  const source = JSON.stringify([secret, keysDir, database.url])
  if (open?.source === source) return open
  const check = await db().setting.findUnique({ where: { key: CHECK_KEY } })
  const master = masterKey({ mayCreate: check === null })
  const vaultKey = deriveKey(master, 'vault/v1')
  if (check === null) await leaveCheck(vaultKey)
  else verifyCheck(vaultKey, check.value)
  const authSecret = Buffer.from(deriveKey(master, 'auth/v1')).toString('base64')
  open = { source, vaultKey, authSecret }
  return open
}

/** Seals secret bytes for one field of one row. */
export async function seal(ref: VaultRef, bytes: Uint8Array): Promise<string> {
  return sealWith((await openVault()).vaultKey, ref, bytes)
}

/**
 * Opens what `seal` made, for the same field of the same row.
 *
 * @throws VAULT_LOCKED, SEALED_BOX_INVALID
 */
export async function unseal(ref: VaultRef, text: string): Promise<Uint8Array> {
  return openWith((await openVault()).vaultKey, ref, text)
}

/** What the auth library signs its cookies with: another derivation of the same secret. */
export async function authSecret(): Promise<string> {
  return (await openVault()).authSecret
}
