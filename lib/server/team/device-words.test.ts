import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceWords } from './device-words'

const CASES: [string | null, string][] = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    'Chrome on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  ['curl/8.5.0', 'curl'],
  ['my-script 1.0', 'my-script 1.0'],
  ['', 'Unknown device'],
  [null, 'Unknown device'],
  ['\u202egnp.exe\u0000\n<b>', 'gnp.exe <b>'],
]

describe('deviceWords', () => {
  it.each(CASES)('%s is %s', (userAgent, words) => {
    expect(deviceWords(userAgent)).toBe(words)
  })
  it('is one short clean line whatever a client sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (userAgent) => {
        const words = deviceWords(userAgent)
        expect(Array.from(words).length).toBeLessThanOrEqual(60)
        expect(words).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
