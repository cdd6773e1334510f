import { describe, expect, test } from 'vitest'
import { fromBase64, fromHex, toBase64, toHex, utf8 } from '@/lib/crypto/encoding'
import { identityFromSeed } from '@/lib/crypto/identity'
import { DomainError } from '@/lib/errors/domain-error'
import { compactJson } from './go-json'
import {
  encodeReservation,
  parseReservation,
  reservationEnd,
  signingBytes,
  signReservation,
  verifyReservation,
} from './reservation'
import type { Reservation } from './types'
import file from './vectors/signatures.json'

const user = identityFromSeed(fromHex(file.user_seed_hex))
const DURATION = 172_800_000_000_000n

/** The reservation tfuser had in memory when it signed. */
function inMemory(vector: (typeof file.vectors)[number]): Reservation {
  return {
    id: '',
    nodeId: vector.node_id,
    userId: vector.user_id,
    type: vector.type,
    data: vector.data_in_memory_when_signed,
    created: file.created_used,
    duration: DURATION,
    signature: new Uint8Array(),
    toDelete: false,
  }
}

describe('vectors/signatures.json', () => {
  test('is read to its last entry', () => {
    expect([file.vectors.length, file.tampered.length]).toEqual([12, 38])
  })

  test.each(file.vectors)('$name: bytes signed, signature and body', (vector) => {
    const reservation = inMemory(vector)
    expect(toHex(signingBytes(reservation))).toBe(vector.signed_bytes_hex)
    const signature = fromBase64(vector.signature_base64)
    expect(encodeReservation({ ...reservation, signature })).toBe(vector.posted_body)
    expect(toHex(utf8(vector.posted_body))).toBe(vector.posted_body_hex)
  })

  test.each(file.vectors)('$name: what the explorer verifies', (vector) => {
    const received = parseReservation(vector.posted_body)
    expect(toHex(signingBytes(received))).toBe(vector.bytes_bcdb_mock_verifies_hex)
    expect(verifyReservation(received)).toBe(vector.bcdb_mock.status === 201)
    expect(encodeReservation(received)).toBe(vector.posted_body)
  })

  test.each(file.vectors)('$name: ours is signed as it is sent', (vector) => {
    const signed = signReservation(inMemory(vector), user)
    const body = encodeReservation(signed)
    expect(verifyReservation(parseReservation(body))).toBe(true)
    // where tfuser signs what it sends, our body is its body, byte for byte
    if (vector.signed_equals_verified_bytes) expect(body).toBe(vector.posted_body)
    else expect(toBase64(signed.signature)).not.toBe(vector.signature_base64)
  })

  // these two are refused or moved by the URL, not by the reservation: the explorer's tests read them
  const BY_URL = [
    "posted to another node's URL (node_id of the body unchanged)",
    'posted to an unknown node',
  ]
  // the original's sentence about malformed JSON
  const MALFORMED = new Map([
    ['malformed JSON', 'unexpected EOF'],
    ['empty body', 'EOF'],
  ])

  test.each(file.tampered)('tampered: $name', ({ name, body, bcdb_mock, verify_error }) => {
    const refusal = refusalOf(body)
    if (BY_URL.includes(name) || name.startsWith('trailing garbage')) expect(refusal).toBeNull()
    else if (MALFORMED.has(name)) expect(refusal).toBe(MALFORMED.get(name))
    else expect(refusal).toBe(verify_error ?? null)
    if (bcdb_mock.status === 201) expect(refusal).toBeNull()
  })
})

/** The sentence the original gives, null when it accepts. */
function refusalOf(body: string): string | null {
  try {
    const reservation = parseReservation(body)
    return verifyReservation(reservation) ? null : 'signature verification failed'
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { code, details } = error
    return code === 'INVALID_NODE_ID'
      ? `failed to extract public key from user ID: ${String(details.original)}`
      : String(details.original)
  }
}

describe('reading', () => {
  test('takes keys in any case, the last of a repeated one, and every digit of a duration', () => {
    const text =
      '{"ID":"7-1","Node_ID":"n","node_id":"m","DURATION":9223372036854775807,"Data":{"b": 1,"a":2}}'
    expect(parseReservation(text)).toMatchObject({
      id: '7-1',
      nodeId: 'm',
      duration: 9_223_372_036_854_775_807n,
      data: '{"b": 1,"a":2}',
      created: '0001-01-01T00:00:00Z',
    })
  })

  test.each(['9223372036854775808', '1e3', '-9223372036854775809'])(
    'refuses duration %s',
    (text) => {
      expect(() => parseReservation(`{"duration":${text}}`)).toThrow(
        expect.objectContaining({ code: 'INVALID_RESERVATION' }),
      )
    },
  )

  test.each(['[]', '"x"', '5', 'null'])('refuses %s', (text) => {
    expect(() => parseReservation(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_RESERVATION' }),
    )
  })

  test('refuses JSON nested deeper than anyone needs, without running out of stack', () => {
    expect(() => parseReservation(`{"data":${'['.repeat(200_000)}`)).toThrow(
      expect.objectContaining({ code: 'INVALID_BODY' }),
    )
  })
})

test('the end is created plus duration, whatever the offset', () => {
  expect(reservationEnd({ created: '2020-02-10T13:13:46.5+01:00', duration: DURATION })).toBe(
    Date.UTC(2020, 1, 12, 12, 13, 46, 500),
  )
  expect(reservationEnd({ created: file.created_used, duration: 2n ** 63n - 1n })).toBeGreaterThan(
    0,
  )
})

test('signing compacts the data, because that is what travels', () => {
  const vector = file.vectors.find(({ name }) => name === 'debug_whitespace_in_file')
  if (!vector) throw new Error('vector is gone')
  const signed = signReservation(inMemory(vector), user)
  expect(signed.data).toBe(compactJson(vector.data_in_memory_when_signed))
})
