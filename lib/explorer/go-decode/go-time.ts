import { isDomainError } from '@/lib/errors/domain-error'
import { normalizeTimestamp, ZERO_TIME } from '@/lib/protocol/timestamp'
import { goUnmarshaler, type Codec } from './codec'
import { encodeGoString } from './go-encode'
import type { JsonNode } from './json-tree'

const LAYOUT = String.raw`"\"2006-01-02T15:04:05Z07:00\""`

function readTime(node: JsonNode): { value: string } | { refusal: string } | null {
  if (node.kind === 'null') return null
  const quoted = JSON.stringify(node.raw.slice(0, 100))
  if (node.kind !== 'string') {
    return { refusal: `parsing time ${quoted} as ${LAYOUT}: cannot parse ${quoted} as "\\""` }
  }
  try {
    return { value: normalizeTimestamp(node.raw.slice(1, -1)) }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const rest = JSON.stringify(node.raw.slice(1, 100))
    return { refusal: `parsing time ${quoted} as ${LAYOUT}: cannot parse ${rest} as "2006"` }
  }
}

/** `time.Time` as the text Go would write for it. */
export const goTime: Codec<string> = goUnmarshaler({
  go: 'time.Time',
  zero: () => ZERO_TIME,
  read: readTime,
  encode: encodeGoString,
})
