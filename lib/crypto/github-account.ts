import { DomainError } from '@/lib/errors/domain-error'

const PREFIX = /^github:/i
// GitHub's own rule: letters, digits and single dashes, none at either end.
const ACCOUNT = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i

/** Whether the text asks for the keys of a GitHub account. */
export function isGithubInput(text: string): boolean {
  return PREFIX.test(text.trim())
}

/**
 * An account's name, with or without `github:` before it.
 *
 * @throws DomainError `SSH_ACCOUNT_INVALID`
 */
export function parseGithubAccount(text: string): string {
  const account = text.trim().replace(PREFIX, '').trim()
  if (ACCOUNT.test(account)) return account
  throw new DomainError(
    'SSH_ACCOUNT_INVALID',
    'That is no GitHub account: a name has 1 to 39 letters, digits and single dashes, none at its ends. Write github:NAME.',
  )
}
