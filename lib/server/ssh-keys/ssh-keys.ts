import { isGithubInput, parseGithubAccount } from '@/lib/crypto/github-account'
import { parseSshPublicKey, type SshPublicKey } from '@/lib/crypto/ssh-keys'
import { DomainError } from '@/lib/errors/domain-error'
import type { AddSshKey, FoundSshKeys, SshKeyView, UpdateSshKey } from '@/lib/schemas/files'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { ensureMaker, makerId } from '@/lib/server/auth/api-token-user'
import { db } from '@/lib/server/db/client'
import type { SshKeyModel } from '@/lib/server/db/generated/models'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { fetchGithubKeys } from './github'

const NAME_CHARS = 60

function toView(row: SshKeyModel): SshKeyView {
  const { id, name, line, fingerprint, source, isDefault } = row
  return { id, name, line, fingerprint, source, isDefault, createdAt: row.createdAt.toISOString() }
}

/** One's own keys, oldest first. */
export async function listSshKeys(actor: Actor): Promise<SshKeyView[]> {
  requireRole(actor, 'viewer')
  const rows = await db().sshKey.findMany({
    where: { ownerId: makerId(actor) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toView)
}

/**
 * Asks GitHub for an account's keys; nothing is kept.
 *
 * @throws DomainError `SSH_ACCOUNT_INVALID`, `SSH_KEYS_NOT_FOUND`, `GITHUB_UNREACHABLE`, `GITHUB_BAD_ANSWER`
 */
export async function lookupSshKeys(
  actor: Actor,
  input: { account: string },
  signal?: AbortSignal,
): Promise<FoundSshKeys> {
  requireRole(actor, 'designer')
  const { account, keys, dropped } = await fetchGithubKeys(
    parseGithubAccount(input.account),
    signal,
  )
  return {
    account,
    keys: keys.map(({ line, fingerprint, comment, type }) => ({
      line,
      fingerprint,
      comment,
      type,
    })),
    dropped,
  }
}

function parseLine(line: string): SshPublicKey {
  if (isGithubInput(line))
    throw new DomainError(
      'SSH_KEY_INVALID',
      'Look the account’s keys up first, then add the ones you want by their lines.',
    )
  return parseSshPublicKey(line)
}

async function refuseRepeat(ownerId: string, fingerprint: string): Promise<void> {
  const known = await db().sshKey.findFirst({ where: { ownerId, fingerprint } })
  if (known === null) return
  throw new DomainError('ALREADY_EXISTS', `You have this key already, as “${known.name}”.`, {
    id: known.id,
  })
}

/**
 * Keeps a public key. The first one is used for new clusters unless said otherwise.
 *
 * @throws DomainError `SSH_KEY_INVALID`, `SSH_ACCOUNT_INVALID`, `ALREADY_EXISTS`
 */
export async function addSshKey(actor: Actor, input: AddSshKey): Promise<SshKeyView> {
  requireRole(actor, 'designer')
  const key = parseLine(input.line)
  const account = input.account === undefined ? null : parseGithubAccount(input.account)
  const source = account === null ? 'pasted' : `github:${account}`
  await refuseRepeat(makerId(actor), key.fingerprint)
  const fallback = key.comment || [account, key.type].filter(Boolean).join(' ')
  const name = input.name ?? Array.from(fallback).slice(0, NAME_CHARS).join('')
  const row = await db().$transaction(async (tx) => {
    const ownerId = await ensureMaker(tx, actor)
    const isFirst = (await tx.sshKey.count({ where: { ownerId } })) === 0
    const { line, fingerprint } = key
    const isDefault = input.isDefault ?? isFirst
    const made = await tx.sshKey.create({
      data: { ownerId, name, line, fingerprint, source, isDefault },
    })
    await recordEvent(tx, {
      kind: 'ssh-key',
      subjectId: made.id,
      message: `SSH key “${name}” (${fingerprint}) was added.`,
      ...by(actor),
    })
    return made
  })
  return toView(row)
}

/** One's own key: nobody else's is found. */
async function findOwn(actor: Actor, id: string): Promise<SshKeyModel> {
  const row = await db().sshKey.findFirst({ where: { id, ownerId: makerId(actor) } })
  if (row) return row
  throw new DomainError('NOT_FOUND', 'You have no such SSH key. It may have been removed.', { id })
}

function describe(before: SshKeyModel, after: SshKeyModel): string {
  const parts = [
    before.name === after.name ? '' : `is called “${after.name}” now`,
    before.isDefault === after.isDefault
      ? ''
      : after.isDefault
        ? 'is used for new clusters'
        : 'is not used for new clusters any more',
  ].filter(Boolean)
  return `SSH key “${before.name}” ${parts.join(' and ') || 'was saved unchanged'}.`
}

/** Renames a key, or says whether new clusters start with it. */
export async function updateSshKey(
  actor: Actor,
  id: string,
  input: UpdateSshKey,
): Promise<SshKeyView> {
  requireRole(actor, 'designer')
  const before = await findOwn(actor, id)
  const row = await db().$transaction(async (tx) => {
    const after = await tx.sshKey.update({
      where: { id },
      data: { name: input.name ?? before.name, isDefault: input.isDefault ?? before.isDefault },
    })
    const message = describe(before, after)
    await recordEvent(tx, { kind: 'ssh-key', subjectId: id, message, ...by(actor) })
    return after
  })
  return toView(row)
}

/** Removes a key from the list; machines that have it keep it. */
export async function removeSshKey(actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'designer')
  const row = await findOwn(actor, id)
  await db().$transaction(async (tx) => {
    await tx.sshKey.delete({ where: { id } })
    await recordEvent(tx, {
      kind: 'ssh-key',
      subjectId: id,
      message: `SSH key “${row.name}” was removed.`,
      ...by(actor),
    })
  })
}
