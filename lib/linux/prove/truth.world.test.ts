import { afterAll, describe, expect, test } from 'vitest'
import { truthDesigns } from '../testing/designs'
import { proveNetwork } from '../testing/helper'
import { tracesLeft } from '../testing/traces'

const designs = truthDesigns(12)

test('twelve designs with three resources or more were measured elsewhere', () => {
  expect(designs).toHaveLength(12)
})

describe.concurrent('compat peers, built here, reach whom they reached there', () => {
  test.each(designs)('$name', async ({ network, matrix }) => {
    const result = await proveNetwork(network, 'compat')
    expect(result.matrix).toEqual(matrix)
    expect(result.agreement.differences).toEqual([])
    expect(
      result.ways?.filter(({ measured, predicted }) => measured?.join() !== predicted.join()),
    ).toEqual([])
  })
})

afterAll(async () => {
  expect(await tracesLeft()).toEqual([])
})
