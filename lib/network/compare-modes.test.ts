import { describe, expect, test } from 'vitest'
import { compareModes } from './compare-modes'
import type { PeerNetwork } from './model'
import { loadRandomLines, toPeerInput } from './testing/vectors'

const node = (nodeId: string, third: number, endpoints: string[]) => ({
  nodeId,
  subnet: `10.40.${third}.0/24`,
  publicKey: `key of ${nodeId}`,
  listenPort: 3000,
  endpoints,
})
const network = (...resources: PeerNetwork['resources']): PeerNetwork => ({
  name: 'n',
  ipRange: '10.40.0.0/16',
  resources,
  accessPoints: [],
})
const four = (nodeId: string, third: number) => node(nodeId, third, [`198.51.100.${third}`])

describe('the modes held against each other', () => {
  test('a network both plan alike has no difference', () => {
    expect(compareModes(network(four('a', 1), four('b', 2)))).toEqual({
      differences: [],
      lost: [],
      refused: {},
    })
  })

  test('doubled allowed IPs are named with the pair they lose', () => {
    const { differences, lost } = compareModes(
      network(node('hidden', 1, []), four('router', 2), four('other', 3)),
    )
    expect(lost).toEqual([
      {
        from: 'hidden',
        to: 'other',
        reason: 'SOURCE_REFUSED',
        consequence: expect.stringMatching(/dropped on arrival/),
      },
    ])
    expect(differences.map(({ node: at, peer }) => [at, peer])).toContainEqual(['other', 'router'])
  })

  test('what one mode refuses is told instead', () => {
    const alone = compareModes(network(node('a', 1, []), node('b', 2, [])))
    expect(alone.refused.compat?.code).toBe('NO_ROUTER')
    expect(alone.refused.safe).toBeUndefined()
  })
})

test('over the recorded networks safe connects what compat loses in 100 of 300 (nodes only)', () => {
  const nodesOnly = (pair: { from: string; to: string }) =>
    ![pair.from, pair.to].some((name) => name.startsWith('device:'))
  const lines = loadRandomLines()
  const count = lines.filter((line) => compareModes(toPeerInput(line)).lost.some(nodesOnly)).length
  expect([count, lines.length]).toEqual([100, 300])
})
