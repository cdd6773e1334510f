import type { IdentityView } from '@/lib/schemas/views'

type Candidate = Pick<IdentityView, 'id' | 'isMine' | 'shared'>

/** The identities the person reading may sign with. */
export function signersAmong<T extends Candidate>(identities: readonly T[]): T[] {
  return identities.filter(({ isMine, shared }) => isMine || shared)
}

/** The network's own identity when this person may sign with it, else the first they may. */
export function firstSigner(identities: readonly Candidate[], preferred: string | null): string {
  const own = identities.find(({ id }) => id === preferred)
  return (own ?? identities[0])?.id ?? ''
}
