import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from 'node:crypto'
import { fromUtf8, utf8 } from '@/lib/crypto/encoding'
import { DomainError } from '@/lib/errors/domain-error'
import type { FileKind } from '@/lib/schemas/files'
import { db, type Transaction } from '@/lib/server/db/client'
import type { ConfigFileModel } from '@/lib/server/db/generated/models'
import { openVault, seal, unseal, type VaultRef } from '@/lib/server/vault/vault'

/** Whose file it is: a network's device, or a cluster. */
export interface FileOwner {
  kind: FileKind
  networkId: string
  deviceId: string | null
  clusterId: string | null
}

/** What `putFile` did: made the row, wrote a new revision, or found the content as it was. */
export interface PutFile {
  row: ConfigFileModel
  change: 'made' | 'revised' | 'same'
}

function contentRef(id: string): VaultRef {
  return { table: 'ConfigFile', row: id, field: 'sealedContent' }
}

/** Keyed, so that the hash tells nothing to whoever has only the database. */
async function hashOf(text: string): Promise<string> {
  const { vaultKey } = await openVault()
  const key = hkdfSync('sha256', vaultKey, new Uint8Array(0), 'config-file/hash/v1', 32)
  return createHmac('sha256', new Uint8Array(key)).update(text).digest('hex')
}

/** The content of a row. It is secret: keep it short-lived. */
export async function openContent(
  row: Pick<ConfigFileModel, 'id' | 'sealedContent'>,
): Promise<string> {
  return fromUtf8(await unseal(contentRef(row.id), row.sealedContent))
}

/** After a change of the vault's secret the hashes differ although nothing changed: then the content decides. */
async function isSame(row: ConfigFileModel, text: string, hash: string): Promise<boolean> {
  if (row.contentHash === hash) return true
  const old = Buffer.from(await openContent(row))
  const now = Buffer.from(text)
  return old.length === now.length && timingSafeEqual(old, now)
}

/** @throws DomainError `NOT_FOUND` */
export async function findFile(id: string): Promise<ConfigFileModel> {
  const row = await db().configFile.findUnique({ where: { id } })
  if (row) return row
  throw new DomainError('NOT_FOUND', 'There is no such file. It may have been deleted.', { id })
}

/** The file of a device or cluster, if there is one. */
export function fileOf({ kind, networkId, deviceId, clusterId }: FileOwner) {
  const where = clusterId === null ? { kind, networkId, deviceId } : { kind, clusterId }
  return db().configFile.findFirst({ where })
}

interface NewContent {
  name: string
  text: string
  /** who had it made; null: a script */
  createdById: string | null
  /** what else is written when the content is new */
  tell?: (tx: Transaction, put: PutFile) => Promise<void>
}

/** Stores a file's content, sealed. Content that is the same is not a new revision. */
export async function putFile(owner: FileOwner, content: NewContent): Promise<PutFile> {
  const hash = await hashOf(content.text)
  const row = await fileOf(owner)
  if (row === null) return (await makeFile(owner, content, hash)) ?? putFile(owner, content)
  if (await isSame(row, content.text, hash)) {
    if (row.name === content.name && row.contentHash === hash) return { row, change: 'same' }
    const data = { name: content.name, contentHash: hash }
    return { row: await db().configFile.update({ where: { id: row.id }, data }), change: 'same' }
  }
  return reviseFile(row, content, hash)
}

/** Null when somebody else made it meanwhile. */
async function makeFile(
  { kind, networkId, deviceId, clusterId }: FileOwner,
  { name, text, createdById, tell }: NewContent,
  contentHash: string,
): Promise<PutFile | null> {
  const id = randomUUID()
  const sealedContent = await seal(contentRef(id), utf8(text))
  const content = { name, sealedContent, contentHash, createdById }
  try {
    return await db().$transaction(async (tx) => {
      const row = await tx.configFile.create({
        data: { id, kind, networkId, deviceId, clusterId, ...content },
      })
      const put: PutFile = { row, change: 'made' }
      await tell?.(tx, put)
      return put
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'P2002') return null
    throw error
  }
}

async function reviseFile(
  before: ConfigFileModel,
  { name, text, createdById, tell }: NewContent,
  contentHash: string,
): Promise<PutFile> {
  const { id, revision } = before
  const sealedContent = await seal(contentRef(id), utf8(text))
  return db().$transaction(async (tx) => {
    const { count } = await tx.configFile.updateMany({
      where: { id, revision },
      data: {
        name,
        sealedContent,
        contentHash,
        createdById,
        contentAt: new Date(),
        revision: { increment: 1 },
      },
    })
    const row = await tx.configFile.findUniqueOrThrow({ where: { id } })
    // Somebody else wrote a revision meanwhile: theirs stands.
    const put: PutFile = { row, change: count === 0 ? 'same' : 'revised' }
    if (count > 0) await tell?.(tx, put)
    return put
  })
}
