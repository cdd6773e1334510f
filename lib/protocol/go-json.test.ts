import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compactJson, encodeGoJson, parseJsonLossless } from './go-json'

test('encodes as Go does', () => {
  expect(
    encodeGoJson({ b: '<a>&\u2028\u2029é☃', a: [1, true, null, undefined], n: 2n ** 62n }),
  ).toBe(
    '{"b":"\\u003ca\\u003e\\u0026\\u2028\\u2029é☃","a":[1,true,null,null],"n":4611686018427387904}',
  )
  expect(encodeGoJson('a\bb\fc\nd\\b"\u007f\ud800')).toBe(
    '"a\\u0008b\\u000cc\\nd\\\\b\\"\u007f\ufffd"',
  )
})

test('compacting keeps order, digits and escapes', () => {
  expect(compactJson(' { "b" : [ 1.50 , 9007199254740993 ] , "a" : "\\u00e9 <" } ')).toBe(
    '{"b":[1.50,9007199254740993],"a":"\\u00e9 \\u003c"}',
  )
})

describe('parsing', () => {
  test('agrees with JSON.parse, long integers apart', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parsed = JSON.stringify(parseJsonLossless(text), (_, value: unknown) =>
          typeof value === 'bigint' ? Number(value) : value,
        )
        expect(parsed).toBe(JSON.stringify(JSON.parse(text)))
      }),
    )
  })

  test('keeps every digit of an integer', () => {
    expect(parseJsonLossless('[9007199254740993, 1, -9007199254740993]')).toEqual([
      9_007_199_254_740_993n,
      1,
      -9_007_199_254_740_993n,
    ])
  })

  test('a key named __proto__ is a key', () => {
    expect(Object.keys(parseJsonLossless('{"__proto__":1}') as object)).toEqual(['__proto__'])
  })

  test('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]:,"\\1e-.0 tn') }), (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        if (isJson) parseJsonLossless(text)
        else
          expect(() => parseJsonLossless(text)).toThrow(
            expect.objectContaining({ code: 'INVALID_BODY' }),
          )
      }),
      { numRuns: 2000 },
    )
  })
})
