import { identityFromSeed, type Identity } from '@/lib/crypto/identity'
import {
  encodeReservation,
  encodeResult,
  signReservation,
  signResult,
} from '@/lib/protocol/reservation'
import { formatTimestamp } from '@/lib/protocol/timestamp'
import { signedWriteHeaders } from '@/lib/protocol/write-auth'
import { exchange, type Answer } from './exchange'

/** A key pair for tests: the same byte gives the same one. */
export function testIdentity(byte: number): Identity {
  return identityFromSeed(new Uint8Array(32).fill(byte))
}

/** A write to send; `headers` come on top of the signature's. */
export interface Write {
  method: string
  path: string
  body?: string
  headers?: Record<string, string>
}

/** Sends without signature. */
export function send(
  baseUrl: string,
  { method, path, body, headers = {} }: Write,
): Promise<Answer> {
  return exchange(baseUrl, { method, path, body: body ?? null, headers })
}

/** Headers that make `write` acceptable on the explorer at `baseUrl`. */
export async function signHeaders(
  baseUrl: string,
  identity: Identity,
  { method, path, body = '' }: Write,
  time: number,
): Promise<Record<string, string>> {
  const info = await send(baseUrl, { method: 'GET', path: '/info' })
  const { id } = JSON.parse(info.body) as { id: string }
  return signedWriteHeaders(identity, { explorerId: id, method, path, time, body })
}

let lastTime = 0

/** Sends a write signed by `identity`, at a time never used before. */
export async function sendSigned(
  baseUrl: string,
  identity: Identity,
  write: Write,
): Promise<Answer> {
  lastTime = Math.max(Date.now(), lastTime + 1)
  const signature = await signHeaders(baseUrl, identity, write, lastTime)
  return send(baseUrl, { ...write, headers: { ...write.headers, ...signature } })
}

/** Body of a reservation for a node. */
export function reservationBody(
  user: Identity,
  nodeId: string,
  change: { data?: string; duration?: bigint } = {},
): string {
  const reservation = {
    id: '',
    nodeId,
    userId: user.id,
    type: 'volume',
    data: change.data ?? '{"size":10,"type":"SSD"}',
    created: formatTimestamp(Date.now()),
    duration: change.duration ?? 3_600_000_000_000n,
    signature: new Uint8Array(),
    toDelete: false,
  }
  return encodeReservation(signReservation(reservation, user))
}

/** Body of a result that a node signed. */
export function resultBody(node: Identity, id: string, error = ''): string {
  const state = error === '' ? 'ok' : 'error'
  const created = formatTimestamp(Date.now())
  const result = { type: 'volume', id, created, state, error, data: '{"volume_id":"v1"}' }
  return encodeResult(signResult(result, node))
}
