import { expect, test } from 'vitest'
import type { MachinePlan } from './model'
import { readWay } from './ways'

const machines = ['a', 'b', 'c'].map((name): MachinePlan => ({
  name,
  namespace: `v-${name}`,
  address: '',
  wireguard: `w-${name}`,
  home: `n-${name}`,
  publicKey: `key-${name}`,
}))
const counter = (by: string, to: string, sent: number) => ({
  interface: `w-${by}`,
  peer: `key-${to}`,
  received: 0,
  sent,
})
const before = [counter('a', 'b', 500), counter('b', 'c', 70_000), counter('b', 'a', 0)]
const grow = (grown: Record<string, number>) =>
  before.map((one) => ({ ...one, sent: one.sent + (grown[`${one.interface}>${one.peer}`] ?? 0) }))
const read = (after: typeof before) => readWay(machines, { from: 'a', to: 'c', before, after })

test('follows the tunnels that sent, whatever they had sent before', () => {
  const after = grow({ 'w-a>key-b': 9900, 'w-b>key-c': 9900, 'w-b>key-a': 9900 })
  expect(read(after)).toEqual(['a', 'b', 'c'])
})

test('a keepalive or a handshake is no way', () => {
  expect(read(grow({ 'w-a>key-b': 180, 'w-b>key-c': 9900 }))).toBeNull()
})

test('a peer that was not there before counts from nothing', () => {
  expect(read([...before, counter('a', 'c', 9900)])).toEqual(['a', 'c'])
})
