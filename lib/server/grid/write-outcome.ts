import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { badAnswer, maySent } from '@/lib/server/outgoing/failures'
import type { OutgoingAnswer } from '@/lib/server/outgoing/request'
import type { WriteFailure } from './driver'
import { refusalOf } from './refusal'

// 408 and 425 come from proxies that may already have passed the request on; 409 says that a copy of this signed request
// arrived before, so that copy may have been stored.
const UNCLEAR = new Set([408, 409, 425])
const COME_BACK_LATER = 429

/** `N` of a Location such as `/reservations/N-1`, also below a base path or as an absolute URL; null when it is none. */
export function numberOfLocation(location: string | undefined): string | null {
  return /(?:^|\/)reservations\/(\d{1,20})-1\/?$/.exec(location ?? '')?.[1] ?? null
}

/** What a thrown error means for a write. */
export function failureOf(error: unknown): WriteFailure {
  if (!isDomainError(error)) throw error
  return { outcome: maySent(error) ? 'unknown' : 'not-sent', error }
}

/** What an answer other than a success means for a write. */
export function refusedWrite(who: string, answer: OutgoingAnswer): WriteFailure {
  const error = refusalOf(who, answer)
  if (answer.status === COME_BACK_LATER) return { outcome: 'not-sent', error }
  const isDefinite = answer.status >= 400 && answer.status < 500 && !UNCLEAR.has(answer.status)
  return { outcome: isDefinite ? 'rejected' : 'unknown', error }
}

/** A success whose number cannot be read: the reservation exists, under an id nobody told us. */
export function numberless(who: string): WriteFailure {
  return {
    outcome: 'unknown',
    error: badAnswer(who, 'accepted the reservation but did not say its number.'),
  }
}

/** The explorer at this address is another one than the grid was added with: its id stands in every signature. */
export function otherExplorer(who: string): DomainError {
  return new DomainError(
    'GRID_BAD_ANSWER',
    `${who} is not the explorer it was: its id has changed. If that is intended, check the grid in Settings.`,
    { sent: false },
  )
}
