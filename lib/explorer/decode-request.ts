import type { Codec } from './go-decode/codec'
import { GoDecodeError } from './go-decode/decode-context'
import { decodeGoJson } from './go-decode/decode-body'
import { Refusal, type RefusalForm } from './refusal'

/**
 * Decodes a body, or refuses it with Go's sentence.
 *
 * @throws Refusal 400
 */
export function decodeRequest<T>(body: string, codec: Codec<T>, form: RefusalForm, into?: T): T {
  try {
    return decodeGoJson(body, codec, into)
  } catch (error) {
    if (error instanceof GoDecodeError) throw new Refusal(400, error.message, form)
    throw error
  }
}
