import { DomainError } from '@/lib/errors/domain-error'

/** What a VM of each size takes. Disk: 50 and 100 GiB of SSD. */
export const VM_SIZES = {
  1: { cru: 1, mru: 2, hru: 0, sru: 50 },
  2: { cru: 2, mru: 4, hru: 0, sru: 100 },
} as const

/** All SSH keys of a VM together, bytes: they go on the kernel command line. */
export const MAX_SSH_KEY_BYTES = 1_500

/**
 * The cluster secret goes unquoted on the kernel command line.
 *
 * @throws DomainError `INVALID_RESERVATION`
 */
export function checkClusterSecret(secret: string): void {
  if (/^[A-Za-z0-9._-]{8,64}$/.test(secret)) return
  throw new DomainError(
    'INVALID_RESERVATION',
    'The cluster secret must have 8 to 64 letters, digits, dots, dashes or underscores.',
  )
}

/**
 * SSH keys go in double quotes on the kernel command line.
 *
 * @throws DomainError `INVALID_RESERVATION`
 */
export function checkSshKeys(keys: readonly string[]): void {
  if (keys.some((key) => /["\r\n]/.test(key)))
    throw new DomainError(
      'INVALID_RESERVATION',
      'An SSH key holds a quote or a line break. Paste it as one line.',
    )
  const bytes = new TextEncoder().encode(keys.join('')).length
  if (bytes > MAX_SSH_KEY_BYTES)
    throw new DomainError(
      'INVALID_RESERVATION',
      `The SSH keys have ${bytes} bytes together, and ${MAX_SSH_KEY_BYTES} fit. Use fewer or shorter keys, such as ed25519.`,
    )
}
