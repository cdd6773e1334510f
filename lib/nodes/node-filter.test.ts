import { describe, expect, it, test } from 'vitest'
import { FILTER_KEYS, filterRule, type FilterKey } from './filters'
import { chipsOf, filterRows, parseFilter, readFilter } from './node-filter'
import { testRow } from './testing/rows'

const NOW = 1_800_000_060_000
const SCOPE = { now: NOW, networks: [{ id: 'n1', name: 'harbor' }] }
const amounts = (total: number, free: number) => ({ total, used: total - free, free })

/** A is the plain one; B differs in everything. */
const A = testRow('Aa')
const B = testRow('Bb', {
  gridId: 'g2',
  grid: 'mainnet',
  farmId: 2,
  farm: 'Donau, Farm',
  city: 'Zürich',
  country: 'Switzerland',
  continent: 'Elsewhere',
  latitude: 47.37,
  longitude: 8.54,
  freshness: 'late',
  endpoint: 'hidden',
  engine: 'unknown',
  os: 'v2',
  uptime: 10 * 86_400,
  reportedAt: NOW - 3_600_000,
  cpu: amounts(64, 60),
  memory: amounts(256, 200),
  ssd: amounts(2048, 2000),
  hdd: amounts(4096, 4000),
  ports: [51_820],
  networks: ['n1'],
  reservations: 2,
  reliability: 0.995,
  watched: 1000,
})

const CASES: Record<FilterKey, [text: string, expected: string, words: string | null][]> = {
  q: [
    ['ghent scheldt', 'A', null],
    ['ZÜRICH', 'B', null],
    ['bb', 'B', null],
    ['ghent zürich', '', null],
  ],
  status: [
    ['late,down', 'B', 'late, down'],
    ['up,late', 'AB', 'up, late'],
  ],
  grid: [
    ['mainnet', 'B', 'mainnet'],
    ['g1', 'A', 'g1'],
  ],
  farm: [
    [String.raw`Donau\, Farm`, 'B', 'Donau, Farm'],
    ['1', 'A', '1'],
    ['scheldt compute,2', 'AB', 'scheldt compute, 2'],
    ['Scheldt', '', 'Scheldt'],
  ],
  engine: [['simulated', 'A', 'simulated']],
  os: [['v2', 'B', 'v2']],
  cpu: [
    ['5', 'B', '≥ 5'],
    ['4', 'AB', '≥ 4'],
  ],
  memory: [['5', 'B', '≥ 5 GiB']],
  ssd: [['4.5', 'B', '≥ 4.5 GiB']],
  hdd: [['5', 'B', '≥ 5 GiB']],
  cpuTotal: [['9', 'B', '≥ 9']],
  memoryTotal: [['9', 'B', '≥ 9 GiB']],
  ssdTotal: [['9', 'B', '≥ 9 GiB']],
  hddTotal: [['9', 'B', '≥ 9 GiB']],
  used: [
    ['30', 'B', '≤ 30 %'],
    ['50', 'AB', '≤ 50 %'],
  ],
  fits: [
    ['1', 'B', 'VM size 1'],
    ['2', 'B', 'VM size 2'],
  ],
  endpoint: [['dual,ipv4', 'A', 'dual, IPv4']],
  ipv4: [
    ['yes', 'A', 'yes'],
    ['no', 'B', 'no'],
  ],
  ipv6: [['yes', 'A', 'yes']],
  access: [['no', 'B', 'cannot be']],
  port: [
    ['51820', 'A', '51820 is free'],
    ['3000', 'AB', '3000 is free'],
  ],
  continent: [['europe', 'A', 'europe']],
  country: [['Switzerland', 'B', 'Switzerland']],
  city: [['ghent,oslo', 'A', 'ghent, oslo']],
  near: [
    ['51.05, 3.72, 10', 'A', '10 km around 51.05, 3.72'],
    ['50,6,600', 'AB', '600 km around 50, 6'],
  ],
  uptime: [['2d', 'B', '≥ 2d']],
  seen: [
    ['2m', 'A', 'the last 2m'],
    ['1h', 'AB', 'the last 1h'],
  ],
  reliability: [
    ['99', 'B', '≥ 99 %'],
    ['99.9', '', '≥ 99.9 %'],
    ['0', 'B', '≥ 0 %'],
  ],
  network: [
    ['none', 'A', 'in none'],
    ['any', 'B', 'in any'],
    ['harbor', 'B', 'harbor'],
    ['n1', 'B', 'n1'],
    ['nowhere', '', 'nowhere'],
  ],
  ours: [
    ['yes', 'B', 'yes'],
    ['no', 'A', 'none'],
  ],
}
const WRONG: Partial<Record<FilterKey, string[]>> = {
  status: ['gone', 'up,dead'],
  endpoint: ['ipv5'],
  engine: ['windows'],
  ipv4: ['maybe'],
  cpu: ['many', '-1', '1e3', 'Infinity', '0x10'],
  used: ['101'],
  reliability: ['-5', '100.1'],
  fits: ['3'],
  port: ['0', '65536', '80.5'],
  near: ['51,3', '91,0,5', '0,0,x', 'Ghent'],
  uptime: ['3', 'long'],
  seen: ['10', '-5m'],
  farm: [' , '],
}
const rows = [A, B]
const found = (key: FilterKey, text: string) =>
  filterRows(rows, { [key]: text }, SCOPE)
    .map((row) => (row === A ? 'A' : 'B'))
    .join('')

describe('each filter', () => {
  it('has a case here', () => {
    expect(FILTER_KEYS.filter((key) => CASES[key].length === 0)).toEqual([])
    expect(FILTER_KEYS.length).toBeGreaterThanOrEqual(21)
  })

  test.each(
    FILTER_KEYS.flatMap((key) =>
      CASES[key].map(([text, kept, words]) => ({ key, text, kept, words })),
    ),
  )('$key=$text keeps $kept', ({ key, text, kept, words }) => {
    expect(found(key, text)).toBe(kept)
    const chip = chipsOf({ [key]: text })
    expect(chip).toEqual(words === null ? [] : [{ key, label: filterRule(key).label, words }])
  })

  test.each(FILTER_KEYS.flatMap((key) => (WRONG[key] ?? []).map((text) => ({ key, text }))))(
    '$key=$text gets a sentence',
    ({ key, text }) => {
      const reading = readFilter(key, text)
      expect('problem' in reading && reading.problem).toMatch(/^.{10,}\.$/)
    },
  )

  test.each(FILTER_KEYS)('%s writes a value so that it reads it again', (key) => {
    const [text] = CASES[key][0] ?? ['']
    const once = readFilter(key, text)
    if ('problem' in once) throw new Error(once.problem)
    const twice = readFilter(key, once.text)
    expect('problem' in twice ? twice : twice.text).toBe(once.text)
  })
})

describe('filters together', () => {
  it('keep what passes all of them', () => {
    expect(filterRows(rows, { cpu: '5', status: 'late' }, SCOPE)).toEqual([B])
    expect(filterRows(rows, { cpu: '5', status: 'up' }, SCOPE)).toEqual([])
    expect(filterRows(rows, {}, SCOPE)).toEqual(rows)
  })

  it('names what it cannot read and filters with the rest', () => {
    const params = new URLSearchParams('status=gone&cpu=5&q=&node=x')
    const { filter, problems } = parseFilter(params)
    expect(filter).toEqual({ cpu: '5' })
    expect(problems).toEqual([{ key: 'status', message: '“gone” is not one of up, late, down.' }])
  })
})
