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
    throw new DomainError(
      'GRID_UNREACHABLE',
      `The explorer gave no whole answer to ${method} ${path} within ${timeoutMs / 1000} s.`,
      {},
      { cause },
    )
  }
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
