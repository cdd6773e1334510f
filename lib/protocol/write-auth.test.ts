import nacl from 'tweetnacl'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { identityFromSeed } from '@/lib/crypto/identity'
import { signedWriteHeaders, verifyWrite } from './write-auth'

const identity = identityFromSeed(new Uint8Array(32).fill(9))
const facts = {
  explorerId: 'explorer-1',
  method: 'POST',
  path: '/nodes/x/ports?a=1',
  time: 1_700_000_000_000,
  body: '{"ports":[]}\n',
}
const headers = new Headers(signedWriteHeaders(identity, facts))
const check = (changes: object = {}) =>
  verifyWrite({ ...facts, headers, now: facts.time, ...changes })

test('a signed write names its writer', () => expect(check()).toBe(identity.id))

test('the signature is over the text the protocol gives, made here without our code', () => {
  const hash = createHash('sha256').update(facts.body).digest('hex')
  const text = `cockpit-grid-v1\nexplorer-1\nPOST\n/nodes/x/ports?a=1\n1700000000000\n${hash}`
  const signature = nacl.sign.detached(Buffer.from(text), identity.secretKey)
  expect(headers.get('X-Grid-Signature')).toBe(Buffer.from(signature).toString('base64'))
  expect(headers.get('X-Grid-Time')).toBe('1700000000000')
})

describe('is refused', () => {
  test.each([
    ['another body', { body: '{}' }],
    ['another path', { path: '/nodes/x/ports' }],
    ['another method', { method: 'PUT' }],
    ['another explorer', { explorerId: 'explorer-2' }],
  ])('with %s', (_, changes) => {
    expect(() => check(changes)).toThrow(expect.objectContaining({ code: 'INVALID_SIGNATURE' }))
  })

  test.each([
    ['X-Grid-Identity', '8z5oiZDBaCrP7ZCP1vQZbxkUt2eevdpPnyvpQAvAYuiL'],
    ['X-Grid-Identity', 'no key'],
    ['X-Grid-Time', '1700000000001'],
    ['X-Grid-Time', 'now'],
    ['X-Grid-Signature', '***'],
    ['X-Grid-Signature', ''],
  ])('with %s: %s', (name, value) => {
    const changed = new Headers(headers)
    changed.set(name, value)
    expect(() => check({ headers: changed })).toThrow(
      expect.objectContaining({ code: 'INVALID_SIGNATURE' }),
    )
  })

  test.each([300_001, -300_001])('%i ms away from our clock', (skew) => {
    expect(() => check({ now: facts.time + skew })).toThrow(
      expect.objectContaining({ code: 'CLOCK_SKEW' }),
    )
    expect(check({ now: facts.time + Math.sign(skew) * 300_000 })).toBe(identity.id)
  })
})
