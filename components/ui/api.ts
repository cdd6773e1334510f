/** What the REST API answered instead of data. `message` is a sentence for the person. */
export class ApiError extends Error {
  override name = 'ApiError'
  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly status = 0,
  ) {
    super(message)
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const TIMEOUT_MS = 30_000

/** Calls our own REST API. Answers the parsed body (undefined for 204) or throws ApiError with a sentence. */
export async function api<T>(
  method: Method,
  path: string,
  body?: unknown,
  options: { signal?: AbortSignal } = {},
): Promise<T> {
  const response = await send(method, path, body, options.signal)
  const text = await response.text()
  const data = parseJson(text)
  if (!response.ok) throw toApiError(response.status, data)
  return data as T
}

/** Like `api`, for answers that are files. */
export async function apiFile(
  method: Method,
  path: string,
  body?: unknown,
): Promise<{ blob: Blob; fileName: string | null }> {
  const response = await send(method, path, body)
  if (!response.ok) throw toApiError(response.status, parseJson(await response.text()))
  const disposition = response.headers.get('content-disposition') ?? ''
  return {
    blob: await response.blob(),
    fileName: /filename="([^"]+)"/.exec(disposition)?.[1] ?? null,
  }
}

/** Hands a file to the browser's own download. */
export function saveFile(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** The sentence to show for anything a call may throw. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return 'Something went wrong in this page. Reload it and try again.'
}

async function send(method: Method, path: string, body: unknown, signal?: AbortSignal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  try {
    return await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(
      'SERVER_UNREACHABLE',
      'The cockpit did not answer. Check that it is running and try again.',
    )
  }
}

function parseJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function toApiError(status: number, data: unknown): ApiError {
  const error = readError(data)
  if (error) return new ApiError(error.code, error.message, error.details, status)
  if (status === 401) {
    return new ApiError(
      'NOT_SIGNED_IN',
      'You are signed out. Sign in again and repeat it.',
      {},
      401,
    )
  }
  if (status === 429) {
    return new ApiError(
      'TOO_MANY_REQUESTS',
      'Too many attempts. Wait a minute and try again.',
      {},
      429,
    )
  }
  return new ApiError(
    'BAD_ANSWER',
    `The cockpit answered with status ${status} and no explanation.`,
    {},
    status,
  )
}

/** Our routes answer {error:{code,message,details}}; the auth library answers {code,message}. */
function readError(
  data: unknown,
): { code: string; message: string; details: Record<string, unknown> } | null {
  if (typeof data !== 'object' || data === null) return null
  const source = 'error' in data && typeof data.error === 'object' && data.error ? data.error : data
  const { code, message, details } = source as Record<string, unknown>
  if (typeof message !== 'string' || message === '') return null
  return {
    code: typeof code === 'string' ? code : 'UNKNOWN',
    message,
    details:
      typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {},
  }
}
