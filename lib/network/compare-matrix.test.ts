import { expect, test } from 'vitest'
import { compareMatrix } from './compare-matrix'

const predicted = {
  names: ['a', 'b', 'device:0'],
  matrix: {
    a: { b: true, 'device:0': false },
    b: { a: true, 'device:0': true },
    'device:0': { a: false, b: true },
  },
  reasons: { a: { 'device:0': 'NO_ROUTE' as const }, 'device:0': { a: 'NO_ROUTE' as const } },
}

test('equal matrices agree in every directed pair', () => {
  expect(compareMatrix(predicted, predicted.matrix)).toEqual({
    pairs: 6,
    agreeing: 6,
    differences: [],
  })
})

test('each difference is told with the reason of the prediction', () => {
  const measured = { ...predicted.matrix, a: { b: false, 'device:0': true }, b: { a: true } }
  expect(compareMatrix(predicted, measured).differences).toEqual([
    { from: 'a', to: 'b', predicted: true, measured: false, reason: null },
    { from: 'a', to: 'device:0', predicted: false, measured: true, reason: 'NO_ROUTE' },
    { from: 'b', to: 'device:0', predicted: true, measured: false, reason: null },
  ])
})
