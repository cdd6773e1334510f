import { describe, expect, it } from 'vitest'
import { cleanText } from './clean-text'

describe('cleanText', () => {
  it.each([
    ['keeps plain text', 'node 7 not found', 'node 7 not found'],
    ['makes one line of several', 'a\r\nb\tc\u2028d', 'a b c d'],
    ['drops terminal escapes', '\u001b[31mred', '[31mred'],
    ['drops characters that reverse or hide text', 'a\u202egnp\u200b.exe', 'agnp.exe'],
    ['drops half a surrogate pair', 'a\ud800b', 'ab'],
    ['keeps other writing', 'héllo ☃ 😀', 'héllo ☃ 😀'],
  ])('%s', (_name, text, expected) => {
    expect(cleanText(text)).toBe(expected)
  })

  it('cuts a long text, whole characters only', () => {
    expect(cleanText('😀'.repeat(10), 4)).toBe('😀😀😀…')
  })

  it('reads only the beginning of an endless text', () => {
    expect(cleanText('x'.repeat(5_000_000), 10)).toHaveLength(10)
  })
})
