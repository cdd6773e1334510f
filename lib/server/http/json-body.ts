import type { z } from 'zod'
import { DomainError } from '@/lib/errors/domain-error'

/** Largest request body the REST API reads. */
export const BODY_LIMIT_BYTES = 2 * 1024 * 1024

function tooLarge(): DomainError {
  return new DomainError('BODY_TOO_LARGE', 'The body is larger than 2 MiB. Send less.')
}

/** Reads a body piece by piece, so that a huge one is refused before it is in memory. */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT_BYTES) throw tooLarge()
  const parts: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > BODY_LIMIT_BYTES) {
      await reader?.cancel()
      throw tooLarge()
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}

/**
 * The request's JSON body.
 *
 * @throws BODY_TOO_LARGE, INVALID_BODY
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new DomainError(
      'INVALID_BODY',
      'Send the body as JSON, with the header Content-Type: application/json.',
    )
  const bytes = await readBytes(request)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new DomainError('INVALID_BODY', 'The body is not valid JSON.')
  }
}

/**
 * Parses with the schema; every problem is named with the path of its field.
 *
 * @throws INVALID_BODY with `details.fields`
 */
export function parseWith<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }))
  const sentences = fields
    .slice(0, 5)
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
  throw new DomainError('INVALID_BODY', sentences.join(' '), { fields })
}
