import { GoDecodeError, type DecodeContext } from './decode-context'
import { encodeGoString } from './go-encode'
import type { JsonNode } from './json-tree'

/** How one Go type reads and writes JSON. */
export interface Codec<T> {
  /** the type as Go names it in its sentences */
  readonly go: string
  zero(): T
  /** reads `node` over `into`, which stays as it is where Go leaves it so */
  decode(node: JsonNode, into: T, context: DecodeContext): T
  /** JSON text */
  encode(value: T): string
}

/** The type a codec reads and writes. */
export type CodecValue<C> = C extends Codec<infer T> ? T : never

/** `string`, or a named type made of one. */
export function goString(go = 'string'): Codec<string> {
  return {
    go,
    zero: () => '',
    decode(node, into, context) {
      if (node.kind === 'null') return into
      if (node.kind === 'string') return node.value
      context.saveTypeError(node.kind, go)
      return into
    },
    encode: encodeGoString,
  }
}

/** `bool` */
export const goBool: Codec<boolean> = {
  go: 'bool',
  zero: () => false,
  decode(node, into, context) {
    if (node.kind === 'null') return into
    if (node.kind === 'bool') return node.value
    context.saveTypeError(node.kind, 'bool')
    return into
  },
  encode: String,
}

/** An integer type; a bigint, so that no digit is lost. */
export function goInteger(bits: number, signed: boolean, go: string): Codec<bigint> {
  const low = signed ? -(1n << BigInt(bits - 1)) : 0n
  const high = signed ? (1n << BigInt(bits - 1)) - 1n : (1n << BigInt(bits)) - 1n
  return {
    go,
    zero: () => 0n,
    decode(node, into, context) {
      if (node.kind === 'null') return into
      if (node.kind !== 'number') {
        context.saveTypeError(node.kind, go)
        return into
      }
      // Twenty characters hold any 64-bit number; a longer text would only cost time.
      const value = /^-?[0-9]{1,20}$/.test(node.raw) ? BigInt(node.raw) : null
      if (value !== null && value >= low && value <= high) return value
      context.saveTypeError(`number ${node.raw}`, go)
      return into
    },
    encode: String,
  }
}

/** `float64` */
export const goFloat: Codec<number> = {
  go: 'float64',
  zero: () => 0,
  decode(node, into, context) {
    if (node.kind === 'null') return into
    const value = node.kind === 'number' ? Number(node.raw) : Number.NaN
    if (Number.isFinite(value)) return value
    context.saveTypeError(node.kind === 'number' ? `number ${node.raw}` : node.kind, 'float64')
    return into
  },
  encode: (value) => (Object.is(value, -0) ? '-0' : String(value)),
}

/** `json.RawMessage`: the text as it came; empty when absent. */
export const goRaw: Codec<string> = {
  go: 'json.RawMessage',
  zero: () => '',
  decode: (node) => node.raw,
  encode: (value) => (value === '' ? 'null' : value),
}

/** A slice; null when Go's is nil. */
export function goSlice<T>(of: Codec<T>): Codec<T[] | null> {
  const go = `[]${of.go}`
  return {
    go,
    zero: () => null,
    decode(node, into, context) {
      if (node.kind === 'null') return null
      if (node.kind === 'array') {
        return node.items.map((item) => of.decode(item, of.zero(), context))
      }
      context.saveTypeError(node.kind, go)
      return into
    },
    encode: (value) =>
      value === null ? 'null' : `[${value.map((item) => of.encode(item)).join(',')}]`,
  }
}

/** A pointer; null when Go's is nil. */
export function goPointer<T>(to: Codec<T>): Codec<T | null> {
  return {
    go: `*${to.go}`,
    zero: () => null,
    decode: (node, into, context) =>
      node.kind === 'null' ? null : to.decode(node, into ?? to.zero(), context),
    encode: (value) => (value === null ? 'null' : to.encode(value)),
  }
}

/** A type that reads itself from JSON text: its refusal ends the decoding at once, as in Go. */
export function goUnmarshaler<T>(rules: {
  go: string
  zero: () => T
  /** gives the value, or the sentence why not */
  read: (node: JsonNode) => { value: T } | { refusal: string } | null
  encode: (value: T) => string
}): Codec<T> {
  return {
    go: rules.go,
    zero: rules.zero,
    decode(node, into) {
      const read = rules.read(node)
      if (read === null) return into
      if ('refusal' in read) throw new GoDecodeError(read.refusal)
      return read.value
    },
    encode: rules.encode,
  }
}

/** A type that reads itself from a JSON string (Go's encoding.TextUnmarshaler). */
export function goText<T>(rules: {
  go: string
  zero: () => T
  read: (text: string) => { value: T } | { refusal: string }
  encode: (value: T) => string
}): Codec<T> {
  return {
    go: rules.go,
    zero: rules.zero,
    decode(node, into, context) {
      if (node.kind === 'null') return into
      if (node.kind !== 'string') {
        context.saveTypeError(node.kind, rules.go)
        return into
      }
      const read = rules.read(node.value)
      if ('refusal' in read) throw new GoDecodeError(read.refusal)
      return read.value
    },
    encode: rules.encode,
  }
}
