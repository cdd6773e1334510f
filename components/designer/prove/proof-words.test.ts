import { describe, expect, it } from 'vitest'
import type { ProofOutcome } from '@/lib/schemas/proofs'
import { DESIGN } from '../testing/fixture'
import { effortWords, foundWords, machineNames, proofCell, withNames } from './proof-words'

const OUTCOME: ProofOutcome = {
  machines: ['node:ghent', 'node:CrvNodeOfTwentyCharacters', 'device:laptop'],
  predicted: [
    [null, true, true],
    [true, null, false],
    [true, true, null],
  ],
  measured: [
    [null, true, true],
    [false, null, false],
    [true, true, null],
  ],
  latency: [
    [null, 0.423, 1.2],
    [null, null, null],
    [0.5, 12.34, null],
  ],
  pairs: 6,
  agreeing: 5,
  differences: [],
  buildMilliseconds: 2140,
  measureMilliseconds: 3000,
  peakMemoryBytes: 120 * 1024 * 1024,
  namespaces: 9,
  wireguard: 'userspace',
}
const nameOf = (id: string) => ({ 'node:ghent': 'Ghent', 'device:laptop': 'ada-laptop' })[id] ?? id

describe('words of a proof', () => {
  it('says how many pairs agree, and how many do not', () => {
    expect(foundWords({ pairs: 20, agreeing: 20 })).toBe('20 of 20 pairs as predicted')
    expect(foundWords({ pairs: 20, agreeing: 19 })).toBe(
      '19 of 20 pairs as predicted, 1 pair otherwise',
    )
  })

  it('says what a cell is without its colour', () => {
    expect(proofCell(OUTCOME, 'measured', [0, 0])).toBeNull()
    expect(proofCell(OUTCOME, 'measured', [0, 1])).toMatchObject({
      text: '✓',
      words: 'reached in 0.42 ms',
      isDifferent: false,
    })
    expect(proofCell(OUTCOME, 'delay', [2, 1])?.text).toBe('12.3')
    expect(proofCell(OUTCOME, 'measured', [1, 0])).toMatchObject({
      text: '✕',
      words: 'not reached, predicted otherwise',
      isDifferent: true,
    })
    expect(proofCell(OUTCOME, 'predicted', [1, 0])?.words).toBe('reached, measured otherwise')
    expect(proofCell(OUTCOME, 'delay', [1, 2])).toMatchObject({ text: '✕', words: 'not reached' })
  })

  it('calls machines by their names, also removed ones', () => {
    const names = machineNames(DESIGN, nameOf)
    expect(names('device:laptop')).toBe('ada-laptop')
    expect(names('device:gone')).toBe('a removed device')
    expect(
      withNames(
        'device:0 → CrvNodeOfTwentyCharacters: no handshake; device:7 stays.',
        OUTCOME.machines,
        (id) => nameOf(id).replace('node:CrvNodeOfTwentyCharacters', 'Vienna'),
      ),
    ).toBe('ada-laptop → Vienna: no handshake; device:7 stays.')
  })

  it('says what it took', () => {
    expect(effortWords(OUTCOME)).toBe(
      'Built in 2.14 s with 9 namespaces and WireGuard in user space, measured in 3 s, at most 120 MiB of memory. Everything was removed afterwards.',
    )
  })
})
