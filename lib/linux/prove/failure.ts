import { z } from 'zod'
import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import type { ProofError } from '@/lib/schemas/proof'
import type { MissingPiece } from '../tools'

/** The event for tools and capabilities this machine lacks. */
export function unavailable(pieces: readonly MissingPiece[]): ProofError {
  return {
    type: 'error',
    code: 'PROOF_UNAVAILABLE',
    message: 'This machine cannot build networks yet; nothing was built.',
    missing: pieces.map(({ sentence }) => sentence),
  }
}

/** The event for the time being over. */
export function timedOut(seconds: number): ProofError {
  return {
    type: 'error',
    code: 'PROOF_TIMEOUT',
    message: `The proof was not done within ${seconds} s and was removed; prove a smaller part of the network.`,
  }
}

/** The event for whatever went wrong. A refusal of the design keeps its own code. */
export function toErrorEvent(error: unknown): ProofError {
  if (error instanceof z.ZodError) return invalidRequest(error)
  if (isDomainError(error, 'TOOL_MISSING') || isDomainError(error, 'CAPABILITY_MISSING'))
    return {
      type: 'error',
      code: 'PROOF_UNAVAILABLE',
      message: 'This machine cannot build the network; what was built is removed.',
      missing: [error.message],
    }
  if (isDomainError(error, 'LEFT_OVER') || isDomainError(error, 'TOOL_FAILED'))
    return { type: 'error', code: 'PROOF_FAILED', message: error.message }
  if (error instanceof DomainError)
    return { type: 'error', code: error.code, message: error.message }
  const message = error instanceof Error ? error.message : String(error)
  return { type: 'error', code: 'PROOF_FAILED', message: `The proof broke off: ${message}` }
}

function invalidRequest(error: z.ZodError): ProofError {
  const issue = error.issues[0]
  const place = (issue?.path ?? []).map(String).join('.').slice(0, 120)
  return {
    type: 'error',
    code: 'INVALID_BODY',
    message: `The request is not right at ${place === '' ? 'its top' : place}: ${issue?.message ?? 'wrong value'}.`,
  }
}
