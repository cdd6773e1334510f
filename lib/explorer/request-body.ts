import { Refusal, type RefusalForm } from './refusal'

/** How much may come, and how long it may take. */
export interface BodyLimits {
  bytes: number
  deadlineMs: number
}

function tooLarge(limit: number, form: RefusalForm): Refusal {
  return new Refusal(413, `the body is larger than ${limit} bytes; send a smaller one`, form)
}

/**
 * Reads a request body, no further than the limit and no longer than the deadline.
 *
 * @throws Refusal 413 or 408
 */
export async function readBody(
  request: Request,
  limits: BodyLimits,
  form: RefusalForm,
): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.bytes) {
    throw tooLarge(limits.bytes, form)
  }
  if (request.body === null) return new Uint8Array()
  const reader = request.body.getReader()
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_, reject) => {
    const late = () =>
      reject(new Refusal(408, 'the body took too long to arrive; send it again in one go', form))
    timer = setTimeout(late, limits.deadlineMs)
  })
  try {
    return await Promise.race([readAll(reader, limits.bytes, form), deadline])
  } catch (error) {
    // Not awaited: a client that stalls may never let go.
    reader.cancel().catch(() => undefined)
    throw error instanceof Refusal ? error : new Refusal(400, 'the body broke off', form)
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  form: RefusalForm,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    size += value.byteLength
    if (size > limit) throw tooLarge(limit, form)
    chunks.push(value)
  }
}
