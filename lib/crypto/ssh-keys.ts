import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64 } from './encoding'
import { readSshKeyLine, type SshKeyLine } from './ssh-key-line'

/** A public key as it stands in `authorized_keys`. */
export interface SshPublicKey extends Omit<SshKeyLine, 'bytes'> {
  /** `SHA256:…` as `ssh-keygen -lf` prints it */
  fingerprint: string
}

/**
 * Reads one public key line, with its fingerprint.
 *
 * @throws DomainError `SSH_KEY_INVALID`; the sentence never repeats the text
 * @example parseSshPublicKey('ssh-ed25519 AAAAC3… ada@laptop').fingerprint // 'SHA256:Yl42…'
 */
export function parseSshPublicKey(line: string): SshPublicKey {
  const { bytes, ...key } = readSshKeyLine(line)
  return { ...key, fingerprint: `SHA256:${toBase64(sha256(bytes)).replace(/=+$/, '')}` }
}
