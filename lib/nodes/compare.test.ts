import { describe, expect, it, test } from 'vitest'
import { compareRows } from './compare'
import { testRow } from './testing/rows'

const free = (total: number, left: number) => ({ total, used: total - left, free: left })
const A = testRow('Aa', { cpu: free(8, 2), freshness: 'late', endpoint: 'ipv4' })
const B = testRow('Bb', { cpu: free(8, 6), endpoint: 'ipv6', reliability: 0.9987, farm: 'Other' })
const found = new Map(compareRows([A, B]).map((line) => [line.label, line]))

describe('compareRows', () => {
  test.each([
    ['vCPU free', true, ['2', '6'], [false, true]],
    ['vCPU total', false, ['8', '8'], [false, false]],
    ['Used', true, ['75 %', '50 %'], [false, true]],
    ['Status', true, ['late', 'up'], [false, true]],
    ['Farm', true, ['Scheldt Compute', 'Other'], [false, false]],
    ['Endpoint', true, ['IPv4', 'IPv6'], [false, false]],
    ['Reliability, 30 days', true, ['not watched yet', '99.9 %'], [false, true]],
  ])('%s', (label, differs, texts, best) => {
    const line = found.get(label)
    expect(line?.differs).toBe(differs)
    expect(line?.cells.map(({ text }) => text)).toEqual(texts)
    expect(line?.cells.map(({ isBest }) => isBest)).toEqual(best)
  })

  it('marks nothing when there is one node only', () => {
    expect(compareRows([A]).every((line) => !line.differs && !line.cells[0]?.isBest)).toBe(true)
  })
})
