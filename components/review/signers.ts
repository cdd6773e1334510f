import type { IdentityView } from '@/lib/schemas/views'

type Candidate = Pick<IdentityView, 'id' | 'name' | 'isMine' | 'shared' | 'ownerName'>

/** Whether the person reading may sign with it. */
export function canSign({ isMine, shared }: Pick<Candidate, 'isMine' | 'shared'>): boolean {
  return isMine || shared
}

/**
 * The identity to begin with. What is deployed keeps its own, even when somebody else has to sign; a draft begins with one
 * the reader may use.
 */
export function firstSigner(
  identities: readonly Candidate[],
  preferred: string | null,
  isDeployed: boolean,
): string {
  const wanted = identities.find(({ id }) => id === preferred)
  if (wanted && (isDeployed || canSign(wanted))) return wanted.id
  return (identities.find(canSign) ?? identities[0])?.id ?? ''
}

export function signerWords({ name, isMine, shared, ownerName }: Candidate): string {
  if (isMine) return name
  return shared ? `${name}, shared by ${ownerName}` : `${name}, of ${ownerName}, not shared`
}
