import { fromBase64, toBase64, utf8 } from '@/lib/crypto/encoding'
import { signBytes, verifyBytes, type Identity } from '@/lib/crypto/identity'
import { encodeGoJson } from './go-json'
import { scanMembers } from './json-scanner'
import { foldMembers, readBytes, readString } from './go-members'

/** A node's answer in memory. `data` is the exact JSON text that travels (`null` when there is none), because it is signed. */
export interface GridResult {
  type: string
  id: string
  created: string
  state: string
  error: string
  data: string
  signature: Uint8Array
}

/** What a node signs: the error text, then the data text. */
export function resultSigningBytes(result: Pick<GridResult, 'error' | 'data'>): Uint8Array {
  return utf8(result.error + result.data)
}

/** The result with the node's signature. */
export function signResult(result: Omit<GridResult, 'signature'>, identity: Identity): GridResult {
  return { ...result, signature: signBytes(identity, resultSigningBytes(result)) }
}

/**
 * Whether the node itself gave this result.
 *
 * @throws DomainError `INVALID_NODE_ID` when the id is no key
 */
export function verifyResult(result: GridResult, nodeId: string): boolean {
  return verifyBytes(nodeId, resultSigningBytes(result), result.signature)
}

/** Body of `PUT /reservations/{id}`. */
export function encodeResult(result: GridResult): string {
  const { type, id, created, state, error, data, signature } = result
  const head = encodeGoJson({ type, id, created, state, error }).slice(0, -1)
  return `${head},"data":${data},"signature":${encodeGoJson(toBase64(signature))}}\n`
}

/**
 * Reads a result as an explorer stores or answers it; null for `null`.
 *
 * @throws DomainError `INVALID_BODY`, `INVALID_RESERVATION`
 */
export function parseResult(text: string): GridResult | null {
  const members = scanMembers(text)
  if (!members) return null
  const raw = foldMembers(members)
  return {
    type: readString(raw, 'type', 'Result'),
    id: readString(raw, 'id', 'Result'),
    created: readString(raw, 'created', 'Result'),
    state: readString(raw, 'state', 'Result'),
    error: readString(raw, 'error', 'Result'),
    data: raw.get('data') ?? 'null',
    signature: readBytes(raw, 'signature', 'Result', fromBase64),
  }
}
