import { DomainError, isDomainError } from '@/lib/errors/domain-error'

/** What a low-level failure means in words; the sentence goes on after the name of the grid. */
const MEANING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection. Check that it is running and that the port is right.',
  ENOTFOUND: 'cannot be found: its name has no address. Check the spelling of its address.',
  EAI_AGAIN: 'cannot be found right now: the name server does not answer.',
  EHOSTUNREACH: 'cannot be reached from here. Check the network between the two.',
  ENETUNREACH: 'cannot be reached from here. Check the network between the two.',
  ETIMEDOUT: 'does not answer. Check that it is running and not behind a firewall.',
  ECONNRESET: 'closed the connection without an answer.',
  EPIPE: 'closed the connection without an answer.',
  CERT_HAS_EXPIRED: 'shows a TLS certificate that has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'shows a TLS certificate that nobody vouches for (self-signed).',
  SELF_SIGNED_CERT_IN_CHAIN: 'shows a TLS certificate that nobody here trusts.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'shows a TLS certificate that nobody here trusts.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'shows a TLS certificate that nobody here trusts.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'shows a TLS certificate made for another name.',
  EPROTO: 'does not speak TLS there. Try http:// or another port.',
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** A failure of the connection, as a refusal people can act on. `sent`: bytes may have reached the other side. */
export function unreachable(who: string, error: unknown, sent: boolean): DomainError {
  if (isDomainError(error)) return error
  const code = codeOf(error)
  if (code.startsWith('HPE_'))
    return badAnswer(who, 'answered something that is not HTTP. Check its address and port.', error)
  const meaning = MEANING[code] ?? 'cannot be reached. Check its address and that it is running.'
  return new DomainError(
    'GRID_UNREACHABLE',
    `${who} ${meaning}`,
    { sent, cause: code },
    { cause: error },
  )
}

/** The time was over. */
export function tooSlow(who: string, timeoutMs: number, sent: boolean): DomainError {
  const seconds = Math.round(timeoutMs / 100) / 10
  const sentence = `${who} did not answer within ${seconds} s. Check that it is running and not overloaded.`
  return new DomainError('GRID_UNREACHABLE', sentence, { sent, cause: 'timeout' })
}

/** The caller gave up: the page was left or the cockpit is stopping. */
export function stopped(who: string, sent: boolean): DomainError {
  return new DomainError(
    'GRID_UNREACHABLE',
    `The request to ${who.replace(/^The /, 'the ')} was stopped.`,
    {
      sent,
      cause: 'stopped',
    },
  )
}

/** An answer came, but not one an explorer gives. */
export function badAnswer(who: string, what: string, cause?: unknown): DomainError {
  return new DomainError('GRID_BAD_ANSWER', `${who} ${what}`, { sent: true }, { cause })
}

/** Whether bytes of the request may have reached the other side when `error` was thrown. */
export function maySent(error: unknown): boolean {
  return !isDomainError(error) || error.details['sent'] !== false
}
