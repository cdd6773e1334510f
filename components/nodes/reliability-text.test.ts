import { describe, expect, test } from 'vitest'
import { shareWords, watchedWords } from './reliability-text'

describe('reliability in words', () => {
  test.each([
    [1, '100 %'],
    [0.99999, '99.99 %'],
    [0.9987, '99.87 %'],
    [0.8, '80 %'],
    [0.8049, '80.5 %'],
    [0, '0 %'],
  ])('%d is %s', (share, words) => {
    expect(shareWords(share)).toBe(words)
  })

  test.each([
    [3 * 3_600_000, 'watched for 3 h'],
    [30 * 86_400_000, 'watched throughout'],
    [0, 'watched for 0 s'],
  ])('%d ms is %s', (known, words) => {
    expect(watchedWords(known)).toBe(words)
  })
})
