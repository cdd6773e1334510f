import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DomainError } from '@/lib/errors/domain-error'
import { decodeBase58, decodeKeyId, encodeBase58 } from './base58'
import { concatBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './encoding'

const bytes = fc.uint8Array({ maxLength: 70 })

test('hex and base64 agree with Node', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      expect(toHex(value)).toBe(Buffer.from(value).toString('hex'))
      expect(toBase64(value)).toBe(Buffer.from(value).toString('base64'))
      expect(fromHex(toHex(value).toUpperCase())).toEqual(value)
      expect(fromBase64(toBase64(value))).toEqual(value)
      expect(decodeBase58(encodeBase58(value))).toEqual(value)
    }),
  )
})

test('base64 may be broken over lines, as Go takes it', () => {
  expect(fromBase64('AQID\nBA=\r\n=\n')).toEqual(Uint8Array.of(1, 2, 3, 4))
})

// positions of Go's encoding/base64
test.each([
  ['***', 0],
  ['AQ', 0],
  ['AQIDBA', 4],
  ['AQIDB===', 5],
  ['AQID*', 4],
  ['AQ==AQ==', 4],
  ['AQI=A', 4],
])('base64 %s is refused at byte %i', (text, at) => {
  expect(() => fromBase64(text)).toThrowError(
    expect.objectContaining({
      code: 'INVALID_BODY',
      details: { original: `illegal base64 data at input byte ${at}` },
    }),
  )
})

test.each(['a', 'zz', '0x', ' 00'])('hex %j is refused', (text) => {
  expect(() => fromHex(text)).toThrow(DomainError)
})

test('text that is not UTF-8 is refused', () => {
  expect(() => fromUtf8(Uint8Array.of(0xff))).toThrow(DomainError)
  expect(fromUtf8(concatBytes(utf8('hé'), utf8('☃')))).toBe('hé☃')
})

test('an id of a megabyte is refused at once', () => {
  expect(() => decodeKeyId('z'.repeat(1_000_000))).toThrow(DomainError)
})
