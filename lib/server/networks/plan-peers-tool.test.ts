import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isDomainError } from '@/lib/errors/domain-error'
import { HTTP_STATUS } from '@/lib/errors/http-status'
import { planPeersSchema } from '@/lib/schemas/requests'
import { planPeersOf } from './plan-peers-tool'

interface Line {
  expected_error?: string
  error?: string
  expected_peers_sorted?: { node_id: string; peers: Peer[] }[]
}
interface Peer {
  subnet: string
  wg_public_key: string
  allowed_ips: string[]
  endpoint: string
}

const file = new URL('../../network/vectors/networks-random.jsonl', import.meta.url)
const lines = readFileSync(file, 'utf8').trim().split('\n')

const sorted = (resources: { node_id: string; peers: Peer[] }[]) =>
  resources.map(({ node_id, peers }) => ({
    node_id,
    peers: peers.map((peer) => ({ ...peer, allowed_ips: [...peer.allowed_ips].sort() })),
  }))

/** The answer, or the HTTP status of the refusal. */
function answer(line: string, mode: string) {
  try {
    return planPeersOf(planPeersSchema.parse({ ...(JSON.parse(line) as object), mode }))
  } catch (error) {
    if (isDomainError(error)) return HTTP_STATUS[error.code]
    throw error
  }
}

describe('tools/plan-peers', () => {
  test('reads every line', () => expect(lines).toHaveLength(300))

  test('compat answers what the original computed, or refuses with 4xx', () => {
    for (const line of lines) {
      const { expected_peers_sorted } = JSON.parse(line) as Line
      const given = answer(line, 'compat')
      if (typeof given === 'number') {
        expect(expected_peers_sorted ?? null).toBeNull()
        expect(Math.floor(given / 100)).toBe(4)
      } else expect(sorted(given.net_resources)).toEqual(expected_peers_sorted)
    }
  })

  test('safe answers every line with no allowed IP on two peers', () => {
    for (const line of lines) {
      const given = answer(line, 'safe')
      if (typeof given === 'number') {
        expect(Math.floor(given / 100)).toBe(4)
        continue
      }
      for (const { peers } of given.net_resources) {
        const all = peers.flatMap((peer) => peer.allowed_ips)
        expect(new Set(all).size).toBe(all.length)
      }
    }
  })
})
