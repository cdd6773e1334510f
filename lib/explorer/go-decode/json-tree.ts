/** What a JSON text says, with the exact text of every value. */
export type JsonNode =
  | { kind: 'object'; raw: string; members: readonly (readonly [string, JsonNode])[] }
  | { kind: 'array'; raw: string; items: readonly JsonNode[] }
  | { kind: 'string'; raw: string; value: string }
  | { kind: 'number'; raw: string }
  | { kind: 'bool'; raw: string; value: boolean }
  | { kind: 'null'; raw: string }

/** The text is not JSON; the sentence is Go's. */
export class JsonSyntaxError extends Error {
  override name = 'JsonSyntaxError'
}
