import { randomUUID } from 'node:crypto'
import { DomainError, isDomainError, type ErrorCode } from '@/lib/errors/domain-error'
import { HTTP_STATUS } from '@/lib/errors/http-status'
import { databaseTrouble, type DatabaseTrouble } from '@/lib/server/db/trouble'
import { log } from '@/lib/server/log'

const TROUBLES: Record<DatabaseTrouble, [ErrorCode, string]> = {
  busy: [
    'DATABASE_BUSY',
    'The database is busy with another write. Nothing was changed; try again in a moment.',
  ],
  unreachable: [
    'DATABASE_UNREACHABLE',
    'The cockpit has lost its database. Try again in a moment, and look whether a change you made is there.',
  ],
  missing: ['NOT_FOUND', 'It is not there any more: somebody deleted it meanwhile.'],
  taken: ['ALREADY_EXISTS', 'There is one like it already. Choose another name.'],
}

/** What a database error means to the user, or null when it is a fault of ours. */
function fromDatabase(error: unknown): DomainError | null {
  const trouble = databaseTrouble(error)
  return trouble === null ? null : new DomainError(...TROUBLES[trouble])
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
