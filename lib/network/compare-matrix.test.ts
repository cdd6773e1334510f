import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareMatrix } from './compare-matrix'
import { reachabilityMatrix } from './matrix'
import { randomNetworks } from './testing/random-networks'
import { loadRandomLines, loadTruth, toPeerInput } from './testing/vectors'
import { planTraced } from './trace'

const lines = loadRandomLines()

test('every measured design agrees with its prediction', () => {
  for (const { line, matrix } of loadTruth()) {
    const predicted = reachabilityMatrix(planTraced(toPeerInput(lines[line - 1]!), 'compat'))
    const { pairs, agreeing, differences } = compareMatrix(predicted, matrix)
    expect([agreeing, differences]).toEqual([pairs, []])
    expect(pairs).toBe(Object.values(matrix).flatMap(Object.keys).length)
  }
})

test('every pair that is the other way round is named, once, with why it was predicted so', () => {
  fc.assert(
    fc.property(randomNetworks, (network) => {
      const predicted = reachabilityMatrix(planTraced(network, 'safe'))
      const opposite = Object.fromEntries(
        Object.entries(predicted.matrix).map(([from, row]) => [
          from,
          Object.fromEntries(Object.entries(row).map(([to, reaches]) => [to, !reaches])),
        ]),
      )
      const { pairs, agreeing, differences } = compareMatrix(predicted, opposite)
      expect([agreeing, differences.length]).toEqual([0, pairs])
      for (const { from, to, predicted: was, measured, reason, explanation } of differences) {
        expect(measured).toBe(!was)
        expect(reason).toBe(predicted.reasons[from]?.[to] ?? null)
        expect(explanation).toContain(was ? 'none came' : `(${reason})`)
      }
    }),
    { numRuns: 50 },
  )
})

test('a pair that was not measured counts as not reached', () => {
  const predicted = reachabilityMatrix(planTraced(toPeerInput(lines[1]!), 'compat'))
  const connected = Object.values(predicted.matrix).flatMap((row) =>
    Object.values(row).filter(Boolean),
  )
  expect(compareMatrix(predicted, {}).differences).toHaveLength(connected.length)
})
