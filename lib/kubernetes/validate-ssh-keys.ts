import { parseSshPublicKey } from '@/lib/crypto/ssh-keys'
import { isDomainError } from '@/lib/errors/domain-error'
import { MAX_SSH_KEY_BYTES } from '@/lib/protocol/workload-limits'
import type { ClusterProblem } from './model'

/** What is wrong with the keys that a cluster's VMs accept. */
export function keyProblems(sshKeys: readonly string[]): ClusterProblem[] {
  if (sshKeys.length === 0)
    return [
      problem(
        'NO_SSH_KEY',
        'The cluster has no SSH key, so nobody could enter its machines. Add one.',
      ),
    ]
  return [...sshKeys.flatMap(formProblem), ...lengthProblem(sshKeys)]
}

function formProblem(line: string, index: number): ClusterProblem[] {
  try {
    parseSshPublicKey(line)
    return []
  } catch (error) {
    if (!isDomainError(error)) throw error
    return [problem('SSH_KEY_INVALID', `SSH key ${index + 1}: ${error.message}`)]
  }
}

/** They travel on the kernel's command line, which has room for so many bytes. */
function lengthProblem(sshKeys: readonly string[]): ClusterProblem[] {
  const bytes = new TextEncoder().encode(sshKeys.join('')).length
  if (bytes <= MAX_SSH_KEY_BYTES) return []
  return [
    problem(
      'SSH_KEYS_TOO_LONG',
      `The SSH keys have ${bytes} bytes together, and ${MAX_SSH_KEY_BYTES} fit on a VM's kernel command line. Use fewer or shorter keys, such as ed25519.`,
    ),
  ]
}

function problem(code: ClusterProblem['code'], message: string): ClusterProblem {
  return { code, severity: 'error', objects: ['cluster'], message }
}
