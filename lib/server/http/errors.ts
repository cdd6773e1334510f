import { randomUUID } from 'node:crypto'
import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { HTTP_STATUS } from '@/lib/errors/http-status'
import { log } from '@/lib/server/log'

/** Prisma's codes for: timed out waiting, transaction could not start or ended, conflict. */
const BUSY_CODES = new Set(['P1008', 'P2024', 'P2028', 'P2034'])

/** What a database error means to the user, or null when it is a fault of ours. */
function fromDatabase(error: unknown): DomainError | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (BUSY_CODES.has(code) || /SQLITE_BUSY|database is locked|SocketTimeout/.test(error.message))
    return new DomainError(
      'DATABASE_BUSY',
      'The database is busy with another write. Nothing was changed; try again in a moment.',
    )
  if (code === 'P2025')
    return new DomainError('NOT_FOUND', 'It is not there any more: somebody deleted it meanwhile.')
  if (code === 'P2002')
    return new DomainError('ALREADY_EXISTS', 'There is one like it already. Choose another name.')
  return null
}

const NO_STORE = { 'cache-control': 'no-store' }

/** The one form of every refusal: `{ error: { code, message, details } }`. */
export function errorResponse(error: unknown, where: string): Response {
  const known = isDomainError(error) ? error : fromDatabase(error)
  if (known === null) return unknownError(error, where)
  const { code, message, details } = known
  const retryAfter =
    typeof details['retryAfter'] === 'number' ? String(details['retryAfter']) : null
  return Response.json(
    { error: { code, message, details } },
    {
      status: HTTP_STATUS[code],
      headers: { ...NO_STORE, ...(retryAfter === null ? {} : { 'retry-after': retryAfter }) },
    },
  )
}

function unknownError(error: unknown, where: string): Response {
  const id = randomUUID()
  log('error', 'request failed', { where, id, error })
  const message = `Something went wrong inside the cockpit. Its log has the cause under ${id}.`
  return Response.json(
    { error: { code: 'INTERNAL', message, details: { id } } },
    { status: 500, headers: NO_STORE },
  )
}
