import type { Codec } from './codec'
import { DecodeContext, GoDecodeError } from './decode-context'
import { JsonSyntaxError } from './json-tree'
import { parseJsonTree } from './parse-json'

/**
 * Decodes a request body as Go's json.Decoder would.
 *
 * @param into the value decoded over; fields that the body does not name keep theirs
 * @throws GoDecodeError with Go's sentence
 */
export function decodeGoJson<T>(text: string, codec: Codec<T>, into: T = codec.zero()): T {
  const context = new DecodeContext()
  const value = codec.decode(parseTree(text), into, context)
  if (context.saved !== null) throw new GoDecodeError(context.saved)
  return value
}

function parseTree(text: string): ReturnType<typeof parseJsonTree> {
  try {
    return parseJsonTree(text)
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw new GoDecodeError(error.message, { cause: error })
    throw error
  }
}
