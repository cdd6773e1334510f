import { DomainError } from '@/lib/errors/domain-error'
import { cleanText } from '@/lib/server/outgoing/clean-text'
import { badAnswer } from '@/lib/server/outgoing/failures'
import type { OutgoingAnswer } from '@/lib/server/outgoing/request'
import { rawMembers, stringMember } from './raw-json'

/** The explorer's own words in an error answer, JSON or text, fit for a sentence; empty for a web page. */
export function explorerWords(answer: OutgoingAnswer): string {
  const members = rawMembers(answer.text)
  if (members) return cleanText(stringMember(members, 'error'))
  const isPage = /^\s*<(!doctype|html)/i.test(answer.text)
  return isPage ? '' : cleanText(answer.text)
}

/**
 * The error an answer other than 2xx stands for: 4xx is the explorer saying no (`GRID_REJECTED`), anything else is its
 * trouble (`GRID_BAD_ANSWER`).
 */
export function refusalOf(who: string, answer: OutgoingAnswer): DomainError {
  const words = explorerWords(answer)
  const quoted = words ? `: “${words}”` : ''
  const details = { sent: true, status: answer.status, words }
  if (answer.status >= 400 && answer.status < 500)
    return new DomainError(
      'GRID_REJECTED',
      `${who} refused this (${answer.status})${quoted || '.'}`,
      details,
    )
  const error = badAnswer(who, `answered with the error ${answer.status}${quoted || '.'}`)
  return new DomainError(error.code, error.message, details)
}
