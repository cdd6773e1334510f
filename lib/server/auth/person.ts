import { DomainError } from '@/lib/errors/domain-error'
import type { Actor } from './actor'

/**
 * The id of the signed-in person behind a request: tokens cannot do what people do about people.
 *
 * @param what for the sentence: "make tokens"
 * @throws ACCESS_DENIED for any token
 */
export function requirePerson(actor: Actor, what: string): string {
  if (actor.kind === 'session' && actor.userId !== null) return actor.userId
  throw new DomainError('ACCESS_DENIED', `No API token may ${what}. Sign in as a person.`)
}
