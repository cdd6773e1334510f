import type { Codec } from './codec'
import type { DecodeContext } from './decode-context'
import type { JsonNode } from './json-tree'

type Shape = Readonly<Record<string, unknown>>
type Fields<T extends Shape> = { readonly [K in keyof T & string]: Codec<T[K]> }

function fieldFinder(names: readonly string[]): (key: string) => string | undefined {
  const exact = new Set(names)
  const folded = new Map(names.map((name) => [name.toLowerCase(), name]))
  return (key) => (exact.has(key) ? key : folded.get(key.toLowerCase()))
}

/**
 * A Go struct; the order of `fields` is the order on the wire, keys match without regard to case.
 *
 * @param goPackage empty for an anonymous struct, together with `name`
 */
export function goStruct<T extends Shape>(
  goPackage: string,
  name: string,
  fields: Fields<T>,
): Codec<T> {
  const names = Object.keys(fields) as (keyof T & string)[]
  const find = fieldFinder(names) as (key: string) => (keyof T & string) | undefined
  const go = goPackage === '' ? 'struct' : `${goPackage}.${name}`

  function readMembers(node: JsonNode & { kind: 'object' }, into: T, context: DecodeContext): T {
    const value = { ...into }
    for (const [key, member] of node.members) {
      const field = find(key)
      if (field === undefined) continue
      value[field] = context.inField(name, field, () =>
        fields[field].decode(member, value[field], context),
      )
    }
    return value
  }

  return {
    go,
    zero: () => Object.fromEntries(names.map((field) => [field, fields[field].zero()])) as T,
    decode(node, into, context) {
      if (node.kind === 'null') return into
      if (node.kind === 'object') return readMembers(node, into, context)
      context.saveTypeError(node.kind, go)
      return into
    },
    encode: (value) =>
      `{${names.map((field) => `${JSON.stringify(field)}:${fields[field].encode(value[field])}`).join(',')}}`,
  }
}
