import { encodeGoString } from '@/lib/explorer/go-decode/go-encode'
import type { Codec } from '@/lib/explorer/go-decode/codec'
import type { JsonNode } from '@/lib/explorer/go-decode/json-tree'
import { compactJson } from '@/lib/protocol/go-json'

/** A JSON value as Go writes one that it keeps in a map: keys sorted, a repeated key keeps its last value. */
export function sortKeys(node: JsonNode): string {
  if (node.kind === 'array') return `[${node.items.map(sortKeys).join(',')}]`
  if (node.kind !== 'object') return compactJson(node.raw)
  const members = [...new Map(node.members)].sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, value]) => `${encodeGoString(key)}:${sortKeys(value)}`).join(',')}}`
}

/** `map[string]interface{}`, kept as the text Go would write; `null` when nil. */
export const goSortedMap: Codec<string> = {
  go: 'map[string]interface {}',
  zero: () => 'null',
  decode(node, into, context) {
    if (node.kind === 'null') return 'null'
    if (node.kind === 'object') return sortKeys(node)
    context.saveTypeError(node.kind, 'map[string]interface {}')
    return into
  },
  encode: (value) => value,
}

/** `[]interface{}` inside such a map. */
export const goSortedList: Codec<string> = {
  go: '[]interface {}',
  zero: () => 'null',
  decode(node, into, context) {
    if (node.kind === 'null') return 'null'
    if (node.kind === 'array') return sortKeys(node)
    context.saveTypeError(node.kind, '[]interface {}')
    return into
  },
  encode: (value) => value,
}
