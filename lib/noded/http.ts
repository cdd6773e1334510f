import { DomainError } from '@/lib/errors/domain-error'

export interface HttpRequest {
  baseUrl: string
  method: string
  /** below the base URL, with query */
  path: string
  body?: string | undefined
  headers: Record<string, string>
  timeoutMs: number
  signal: AbortSignal
}

export interface HttpAnswer {
  status: number
  body: string
}

const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/**
 * Sends one request and reads the whole answer.
 *
 * @throws DomainError `GRID_UNREACHABLE` when there is no whole answer in time; the abort's reason when `signal` aborts
 */
export async function sendRequest(request: HttpRequest): Promise<HttpAnswer> {
  const { method, path, timeoutMs, signal } = request
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  try {
    const response = await fetch(request.baseUrl.replace(/\/+$/, '') + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'manual',
      signal: limit,
    })
    return { status: response.status, body: await readText(response) }
  } catch (cause) {
    signal.throwIfAborted()
    throw unreachable(request, limit.aborted, cause)
  }
}

function unreachable(
  { method, path, timeoutMs }: HttpRequest,
  isLate: boolean,
  cause: unknown,
): DomainError {
  const why = isLate ? `gave no whole answer within ${timeoutMs / 1000} s` : reasonOf(cause)
  return new DomainError(
    'GRID_UNREACHABLE',
    `The explorer cannot be used: ${method} ${path} ${why}. Trying again.`,
    {},
    { cause },
  )
}

/** The system's word for a failed connection, such as ECONNREFUSED. */
function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error ? cause.cause : undefined
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : 'cut off'
  return `failed (${code})`
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_ANSWER_BYTES) throw new Error(`more than ${MAX_ANSWER_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
