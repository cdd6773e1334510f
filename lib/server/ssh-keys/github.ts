import { parseSshPublicKey, type SshPublicKey } from '@/lib/crypto/ssh-keys'
import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { config } from '@/lib/server/config'
import { sendRequest, type OutgoingAnswer } from '@/lib/server/outgoing/request'

/** What an account publishes. */
export interface GithubKeys {
  account: string
  keys: SshPublicKey[]
  /** lines that are no key a VM could use */
  dropped: number
}

const TIMEOUT_MS = 8_000
const MAX_BYTES = 256 * 1024
const OTHERWISE = 'You can paste the key instead.'

function toGithubError(error: unknown): unknown {
  if (!isDomainError(error)) return error
  const code = error.code === 'GRID_BAD_ANSWER' ? 'GITHUB_BAD_ANSWER' : 'GITHUB_UNREACHABLE'
  return new DomainError(code, `${error.message} ${OTHERWISE}`, {}, { cause: error })
}

async function ask(account: string, signal: AbortSignal | undefined): Promise<OutgoingAnswer> {
  try {
    return await sendRequest({
      who: 'GitHub',
      url: `${config().githubUrl}/${account}.keys`,
      method: 'GET',
      headers: { Accept: 'text/plain', 'User-Agent': 'cockpit' },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal,
    })
  } catch (error) {
    throw toGithubError(error)
  }
}

function parseLine(line: string): SshPublicKey | null {
  try {
    return parseSshPublicKey(line)
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** One key per fingerprint, in order. */
export function withoutRepeats(keys: readonly SshPublicKey[]): SshPublicKey[] {
  const seen = new Set<string>()
  return keys.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint))
}

function noneUsable(account: string, lines: number): DomainError {
  const why =
    lines === 0
      ? `The GitHub account ${account} publishes no SSH key.`
      : `None of the ${lines} keys of the GitHub account ${account} can be used.`
  return new DomainError('SSH_KEYS_NOT_FOUND', `${why} ${OTHERWISE}`, { account })
}

/**
 * The public keys of an account, as its page `/NAME.keys` has them. The answer is read line by line and nothing of it is
 * trusted: what is no key is counted, not shown.
 *
 * @param account checked by `parseGithubAccount`
 * @throws DomainError `SSH_KEYS_NOT_FOUND`, `GITHUB_UNREACHABLE`, `GITHUB_BAD_ANSWER`
 */
export async function fetchGithubKeys(account: string, signal?: AbortSignal): Promise<GithubKeys> {
  const { status, text } = await ask(account, signal)
  if (status === 404)
    throw new DomainError(
      'SSH_KEYS_NOT_FOUND',
      `GitHub has no account ${account}. Check its spelling, or paste the key instead.`,
      { account },
    )
  if (status !== 200)
    throw new DomainError(
      'GITHUB_BAD_ANSWER',
      `GitHub answered with status ${status} for the keys of ${account}. Try again later. ${OTHERWISE}`,
      { account, status },
    )
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const usable = lines.map(parseLine).filter((key) => key !== null)
  if (usable.length === 0) throw noneUsable(account, lines.length)
  return { account, keys: withoutRepeats(usable), dropped: lines.length - usable.length }
}
