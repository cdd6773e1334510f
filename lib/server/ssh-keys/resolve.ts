import { parseSshKeyInput } from '@/lib/crypto/ssh-keys-input'
import type { SshPublicKey } from '@/lib/crypto/ssh-keys'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { fetchGithubKeys, withoutRepeats } from './github'

/**
 * Key lines for what people gave: lines as they are, `github:NAME` as the keys of that account now. Lines are checked
 * before anything is fetched, and no key stands twice.
 *
 * @param inputs key lines or `github:NAME`, in the order wanted
 * @throws DomainError `SSH_KEY_INVALID`, `SSH_ACCOUNT_INVALID`, `SSH_KEYS_NOT_FOUND`, `GITHUB_UNREACHABLE`,
 *   `GITHUB_BAD_ANSWER`
 */
export async function resolveSshKeys(
  actor: Actor,
  inputs: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  requireRole(actor, 'designer')
  const parsed = inputs.map(parseSshKeyInput)
  const keys = await Promise.all(
    parsed.map(async (input): Promise<SshPublicKey[]> => {
      if (input.kind === 'line') return [input.key]
      return (await fetchGithubKeys(input.account, signal)).keys
    }),
  )
  return withoutRepeats(keys.flat()).map(({ line }) => line)
}
