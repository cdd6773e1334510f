import { proofRequestSchema } from '@/lib/schemas/proof'
import type { ProofRequest } from '@/lib/schemas/proof'
import { DomainError } from '@/lib/errors/domain-error'

const MAX_REQUEST_BYTES = 4 * 1024 * 1024
/** An end of input that comes with the request belongs to it (`< file`); a later one means that the caller is gone. */
const GRACE_MS = 1000
const PARENT_POLL_MS = 500

/**
 * Reads the request: one JSON, up to the first line break or the end of the input.
 *
 * @throws DomainError `INVALID_BODY`, ZodError
 */
export async function readRequest(input: NodeJS.ReadableStream): Promise<ProofRequest> {
  const text = await firstLine(input)
  try {
    return proofRequestSchema.parse(JSON.parse(text))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new DomainError('INVALID_BODY', 'Give one JSON document on standard input, on one line.')
  }
}

/** Calls back once when whoever gave the request is gone: its input ends, or this process has another parent. */
export function watchCaller(input: NodeJS.ReadableStream, onGone: () => void): void {
  const begun = Date.now()
  const parent = process.ppid
  const timer = setInterval(() => process.ppid !== parent && gone(), PARENT_POLL_MS)
  timer.unref()
  const gone = () => {
    clearInterval(timer)
    onGone()
  }
  const ended = () => Date.now() - begun > GRACE_MS && gone()
  input.once('end', ended).once('error', ended).resume()
}

function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const finish = () => {
      input.off('data', read).off('end', finish)
      resolve(text.split('\n')[0] ?? '')
    }
    const read = (chunk: Buffer | string) => {
      text += chunk.toString()
      if (text.length > MAX_REQUEST_BYTES)
        reject(new DomainError('PROOF_TOO_LARGE', 'The request is larger than 4 MiB.'))
      else if (text.includes('\n')) finish()
    }
    input.on('data', read).once('end', finish).once('error', reject)
  })
}
