import { describe, expect, it, test } from 'vitest'
import { parseBrowserQuery, writeBrowserQuery, type BrowserState } from './browser-query'
import { DEFAULT_SORT } from './sort-rows'

const NOTHING: BrowserState = {
  filter: {},
  sort: DEFAULT_SORT,
  view: 'table',
  node: null,
  compare: [],
}
const parse = (search: string) => parseBrowserQuery(new URLSearchParams(search))

describe('the address of the node browser', () => {
  it('says nothing for what is as usual', () => {
    expect(writeBrowserQuery(NOTHING).toString()).toBe('')
    expect(parse('')).toEqual({ state: NOTHING, problems: [] })
  })

  test.each<Partial<BrowserState>>([
    { filter: { q: 'são paulo & co' } },
    { filter: { status: 'up,late', endpoint: 'hidden', farm: String.raw`Scheldt\, Compute` } },
    { filter: { cpu: '4', memory: '0.5', near: '51.05,3.72,200', network: 'none' } },
    { sort: { key: 'ssd', descending: true }, view: 'map' },
    { sort: { key: 'city', descending: true }, node: 'Crv9', compare: ['a', 'b'] },
  ])('survives the way there and back: %j', (patch) => {
    const state = { ...NOTHING, ...patch }
    expect(parse(writeBrowserQuery(state).toString())).toEqual({ state, problems: [] })
  })

  it('compares four at most, each once', () => {
    expect(parse('compare=a,b,a,c,d,e').state.compare).toEqual(['a', 'b', 'c', 'd'])
  })

  it('names what it cannot read', () => {
    const { state, problems } = parse('status=gone&cpu=many&price=5&sort=-price')
    expect(state).toEqual(NOTHING)
    expect(problems.map(({ key, message }) => [key, message])).toEqual([
      ['status', 'Status: “gone” is not one of up, late, down.'],
      ['cpu', 'vCPU free: “many” is not a number from 0 to 1000000000.'],
      [null, '“price” is no filter of nodes.'],
      [null, expect.stringMatching(/^Order by city, .* or seen, /)],
    ])
  })
})
