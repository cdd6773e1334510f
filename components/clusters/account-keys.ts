import { api } from '@/components/ui/api'
import type { FoundSshKeys } from '@/lib/schemas/files'
import type { ChosenKey } from './ssh-choice'

/** Asks GitHub, through the cockpit, for an account's keys. Throws ApiError with a sentence. */
export async function fetchAccountKeys(account: string): Promise<ChosenKey[]> {
  const found = await api<FoundSshKeys>('POST', '/api/v1/ssh-keys/lookup', { account })
  return found.keys.map(({ line, fingerprint, comment }) => ({
    line,
    fingerprint,
    name: comment || `github:${found.account}`,
  }))
}
