import { parseSshPublicKey } from '@/lib/crypto/ssh-keys'
import { isGithubInput, parseGithubAccount } from '@/lib/crypto/github-account'
import { parseSshKeyInput } from '@/lib/crypto/ssh-keys-input'
import { isDomainError } from '@/lib/errors/domain-error'
import { MAX_SSH_KEY_BYTES } from '@/lib/protocol/workload-limits'
import type { SshKeyView } from '@/lib/schemas/files'

/** A key that may log in, as the form shows it. */
export interface ChosenKey {
  line: string
  fingerprint: string
  /** the key's comment, a saved key's name or the account it comes from */
  name: string
}

/** A key somebody keeps for their VMs. */
export type SavedKey = Omit<SshKeyView, 'createdAt'>

export type Typed =
  | { kind: 'key'; key: ChosenKey }
  | { kind: 'github'; account: string }
  | { kind: 'error'; message: string }

/** What somebody typed or pasted: a key line, or an account to ask GitHub for. */
export function readTyped(text: string): Typed {
  try {
    if (isGithubInput(text)) return { kind: 'github', account: parseGithubAccount(text) }
    const input = parseSshKeyInput(text)
    return input.kind === 'github' ? input : { kind: 'key', key: chosenOf(input.key) }
  } catch (error) {
    if (isDomainError(error)) return { kind: 'error', message: error.message }
    throw error
  }
}

function chosenOf(key: { line: string; fingerprint: string; comment: string }): ChosenKey {
  return { line: key.line, fingerprint: key.fingerprint, name: key.comment || 'no comment' }
}

/** Keys of lines that were checked before; a line that is none is left out. */
export function keysOfLines(lines: readonly string[]): ChosenKey[] {
  return lines.flatMap((line) => {
    try {
      return [chosenOf(parseSshPublicKey(line))]
    } catch (error) {
      if (isDomainError(error)) return []
      throw error
    }
  })
}

/** Adds keys that are not chosen yet, in order. */
export function withKeys(chosen: readonly ChosenKey[], more: readonly ChosenKey[]): ChosenKey[] {
  const seen = new Set(chosen.map(({ fingerprint }) => fingerprint))
  return [
    ...chosen,
    ...more.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint)),
  ]
}

/** Bytes of all keys together, as they go on the kernel command line. */
export function bytesUsed(chosen: readonly ChosenKey[]): number {
  return new TextEncoder().encode(chosen.map(({ line }) => line).join('')).length
}

/** Why these keys cannot be used; null when they can. What was typed and not added would be lost silently. */
export function keysProblem(chosen: readonly ChosenKey[], typed = ''): string | null {
  if (typed.trim() !== '') return 'Press Add key to use what stands here, or clear the field.'
  if (chosen.length === 0) return 'Choose at least one key, else nobody could log in.'
  const bytes = bytesUsed(chosen)
  if (bytes <= MAX_SSH_KEY_BYTES) return null
  return `The keys have ${bytes} bytes together, and ${MAX_SSH_KEY_BYTES} fit on a VM's kernel command line. Take away some, or use shorter ones such as ed25519.`
}
