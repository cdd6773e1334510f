import { randomUUID } from 'node:crypto'
import { toBase64 } from '@/lib/crypto/encoding'
import type { Identity } from '@/lib/crypto/identity'
import { encodeReservation, signReservation } from '@/lib/protocol/reservation'
import { formatTimestamp } from '@/lib/protocol/timestamp'
import type { WireClientMark } from '@/lib/protocol/types'
import type { NewReservation } from './write-operation'

const NANOS_PER_MS = 1_000_000n

/** Who signs, and for how long: whole seconds as unix milliseconds. */
export interface Signing {
  identity: Identity
  identityId: string
  start: number
  end: number
}

/** What is reserved on one node. */
export interface Wanted {
  nodeId: string
  type: string
  workloadName: string
  /** `data` with the mark that makes it unlike every other body */
  data: (mark: WireClientMark) => string
}

/** The exact signed body of a new reservation, with a token of its own so that no two are ever equal. */
export function signPost(
  { nodeId, type, workloadName, data }: Wanted,
  { identity, identityId, start, end }: Signing,
): NewReservation {
  const stepToken = randomUUID()
  const signed = signReservation(
    {
      id: '',
      nodeId,
      userId: identity.id,
      type,
      data: data({ step: stepToken, not_after: Math.ceil(end / 1000) }),
      created: formatTimestamp(start),
      duration: BigInt(end - start) * NANOS_PER_MS,
      signature: new Uint8Array(),
      toDelete: false,
    },
    identity,
  )
  return {
    identityId,
    nodeId,
    type,
    workloadName,
    stepToken,
    body: encodeReservation(signed),
    signature: toBase64(signed.signature),
  }
}
