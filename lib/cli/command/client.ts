import { z } from 'zod'
import type { Login } from './login'
import { plain } from './text'

const TIMEOUT_MS = 30_000
const MAX_BYTES = 64 * 1024 * 1024
const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

/** The cockpit refused, or did not answer. */
export class ApiError extends Error {
  override name = 'ApiError'
  constructor(
    message: string,
    /** 0: no answer at all */
    readonly status: number,
    readonly code: string,
  ) {
    super(message)
  }
}

/** The REST API, with a time limit on every call. */
export class Client {
  constructor(
    private readonly login: Login,
    private readonly signal?: AbortSignal,
  ) {}

  get url(): string {
    return this.login.url
  }

  async call<S extends z.ZodType>(
    schema: S,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<z.output<S>> {
    const text = await this.text(method, path, body)
    const parsed = schema.safeParse(text === '' ? null : this.json(text))
    if (parsed.success) return parsed.data
    throw this.strange()
  }

  /** An answer as it is: a file, or JSON that is only handed on. */
  async text(method: string, path: string, body?: unknown): Promise<string> {
    const response = await this.send(method, path, body)
    const text = await response.text()
    if (text.length > MAX_BYTES) throw new ApiError('The answer is too long.', 0, 'TOO_LONG')
    if (response.ok) return text
    throw refusal(response.status, text)
  }

  private json(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch {
      throw this.strange()
    }
  }

  private async send(method: string, path: string, body: unknown): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS)
    try {
      return await fetch(`${this.login.url}/api/v1/${path}`, {
        method,
        redirect: 'error',
        signal: this.signal ? AbortSignal.any([this.signal, timeout]) : timeout,
        headers: {
          authorization: `Bearer ${this.login.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    } catch (error) {
      if (this.signal?.aborted) throw error
      throw new ApiError(
        `No cockpit answers at ${this.login.url}. Is it running? "npm run up" starts one.`,
        0,
        'UNREACHABLE',
      )
    }
  }

  private strange(): ApiError {
    return new ApiError(
      `What answers at ${this.login.url} is not a cockpit of this version.`,
      0,
      'STRANGE',
    )
  }
}

function refusal(status: number, text: string): ApiError {
  try {
    const { error } = errorSchema.parse(JSON.parse(text))
    return new ApiError(plain(error.message), status, error.code)
  } catch {
    return new ApiError(`The cockpit answered ${status}.`, status, 'UNKNOWN')
  }
}
