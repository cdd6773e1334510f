import { DomainError } from '@/lib/errors/domain-error'

/** Why a node does not run something: the sentence becomes the error of its signed result. */
export function refusal(sentence: string): DomainError {
  return new DomainError('INVALID_RESERVATION', sentence)
}

/** Text of a foreign field, fit for a sentence. */
export function quoted(text: string): string {
  const clean = text.replace(/\p{Cc}/gu, ' ')
  return `"${clean.length > 60 ? `${clean.slice(0, 60)}…` : clean}"`
}
