import { afterAll, describe, expect, test } from 'vitest'
import { reachabilityMatrix } from '@/lib/network/matrix'
import { planTraced } from '@/lib/network/trace'
import { isHidden, isIpv6Only, shuffledDesigns, WRITTEN_DESIGNS } from '../testing/designs'
import { proveNetwork } from '../testing/helper'
import { tracesLeft } from '../testing/traces'

const designs = [...WRITTEN_DESIGNS, ...shuffledDesigns(9)]

test('the designs hold what is worth proving', () => {
  const networks = designs.map(({ network }) => network)
  const count = (has: (network: (typeof networks)[number]) => boolean) =>
    networks.filter(has).length
  expect(designs.length).toBeGreaterThanOrEqual(12)
  expect(count(({ resources }) => resources.some(isHidden))).toBeGreaterThanOrEqual(10)
  expect(count(({ resources }) => resources.some(isIpv6Only))).toBeGreaterThanOrEqual(10)
  expect(count(({ accessPoints }) => accessPoints.length > 1)).toBeGreaterThanOrEqual(4)
  expect(count(({ routers }) => (routers ?? []).length > 1)).toBeGreaterThanOrEqual(1)
})

describe.concurrent('safe peers reach whom the matrix says, by the ways the trace says', () => {
  test.each(designs)('$name', async ({ network }) => {
    const result = await proveNetwork(network, 'safe')
    expect(result.agreement.differences).toEqual([])
    expect(result.matrix).toEqual(reachabilityMatrix(planTraced(network, 'safe')).matrix)
    expect(
      result.ways?.filter(({ measured, predicted }) => measured?.join() !== predicted.join()),
    ).toEqual([])
  })
})

afterAll(async () => {
  expect(await tracesLeft()).toEqual([])
})
