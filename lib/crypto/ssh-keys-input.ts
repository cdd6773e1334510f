import { isGithubInput, parseGithubAccount } from './github-account'
import { parseSshPublicKey, type SshPublicKey } from './ssh-keys'

/** What people give where an SSH key is asked for. */
export type SshKeyInput = { kind: 'line'; key: SshPublicKey } | { kind: 'github'; account: string }

/**
 * A key line, or `github:NAME`.
 *
 * @throws DomainError `SSH_KEY_INVALID`, `SSH_ACCOUNT_INVALID`
 */
export function parseSshKeyInput(text: string): SshKeyInput {
  if (isGithubInput(text)) return { kind: 'github', account: parseGithubAccount(text) }
  return { kind: 'line', key: parseSshPublicKey(text) }
}
