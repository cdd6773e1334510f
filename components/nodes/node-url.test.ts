import { describe, expect, it, test } from 'vitest'
import { NO_FILTER, type NodeFilter } from './node-filter'
import { parseNodeFilter, writeNodeFilter } from './node-url'

const parse = (search: string) => parseNodeFilter(new URLSearchParams(search))

describe('the filter in the address', () => {
  it('writes nothing for the defaults', () => {
    expect(writeNodeFilter(NO_FILTER, null).toString()).toBe('')
    expect(parse('')).toEqual(NO_FILTER)
  })

  test.each<Partial<NodeFilter>>([
    { q: 'são paulo & co' },
    { status: ['up', 'late'], endpoint: ['hidden'] },
    { farm: 'Scheldt, Compute', country: 'Belgium' },
    { minCpu: 4, minMemory: 8, minSsd: 0.5 },
    { simulated: 'none', sort: 'ssd', descending: true },
    { sort: 'city', descending: true },
  ])('survives the way there and back: %j', (patch) => {
    const filter = { ...NO_FILTER, ...patch }
    expect(parse(writeNodeFilter(filter, 'n').toString())).toEqual(filter)
  })

  it('keeps the open node', () => {
    expect(writeNodeFilter(NO_FILTER, 'Crv9').get('node')).toBe('Crv9')
  })

  it('takes what it cannot read as not there', () => {
    expect(parse('status=gone,up&cpu=many&memory=-3&sort=-price&simulated=maybe')).toEqual({
      ...NO_FILTER,
      status: ['up'],
    })
  })
})
