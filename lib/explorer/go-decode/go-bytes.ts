import { fromBase64, toBase64 } from '@/lib/crypto/encoding'
import { isDomainError } from '@/lib/errors/domain-error'
import type { Codec } from './codec'
import { encodeGoString } from './go-encode'

function decodeBase64(text: string): { value: Uint8Array } | { refusal: string } {
  try {
    return { value: fromBase64(text) }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const original = error.details['original']
    return { refusal: typeof original === 'string' ? original : error.message }
  }
}

/** `[]byte`: standard base64 with padding; empty when Go's is nil. A wrong one is reported at the end, as in Go. */
export const goBytes: Codec<Uint8Array> = {
  go: '[]uint8',
  zero: () => new Uint8Array(),
  decode(node, into, context) {
    if (node.kind === 'null') return new Uint8Array()
    if (node.kind !== 'string') {
      context.saveTypeError(node.kind, '[]uint8')
      return into
    }
    const read = decodeBase64(node.value)
    if ('value' in read) return read.value
    context.save(read.refusal)
    return into
  },
  encode: (value) => (value.length === 0 ? 'null' : encodeGoString(toBase64(value))),
}
