import { describe, expect, test } from 'vitest'
import { RESERVATION_STATES } from '@/lib/protocol/states'
import { applyCommand, emptyDesign } from './commands'
import type { DesignCommand, NodeFacts } from './model'
import { planPeers } from './plan-peers'
import { toPeerNetwork } from './to-peer-network'
import { validateDesign } from './validate'
import {
  planEdges,
  reservationStatus,
  shortKey,
  STATUS_VIEW,
  toDeviceCard,
  toResourceCard,
} from './views'

const fact = (nodeId: string, endpoints: string[]): [string, NodeFacts] => [
  nodeId,
  { nodeId, endpoints, label: nodeId.toUpperCase(), takenPorts: [], freshness: 'up' },
]
const facts = new Map([
  fact('dual', ['203.0.113.1', '2001:db8::1']),
  fact('six', ['2001:db8::6']),
  fact('hidden', []),
])
const commands: DesignCommand[] = [
  ...['dual', 'six', 'hidden'].map((nodeId): DesignCommand => ({
    type: 'add-resource',
    nodeId,
    takenPorts: [],
    seed: 0,
  })),
  { type: 'add-device', id: 'd1', name: 'Laptop', accessNodeId: 'dual' },
  { type: 'add-device', id: 'd2', name: 'Phone', accessNodeId: 'hidden' },
  { type: 'set-network', patch: { routers: ['dual'] } },
]
const design = commands.reduce(applyCommand, emptyDesign('net', '10.42.0.0/16'))
const plan = (mode: 'safe' | 'compat') => planPeers(toPeerNetwork(design, facts, {}), { mode })

test('edges: tunnels with the ends that can be dialled, and pairs through the router', () => {
  const edges = planEdges(plan('safe'), design)
  expect(
    edges.map(({ from, to, kind, via, dialFrom, dialTo }) => [
      from,
      to,
      kind,
      via,
      dialFrom,
      dialTo,
    ]),
  ).toEqual([
    ['node:dual', 'node:six', 'tunnel', undefined, true, true],
    ['node:dual', 'node:hidden', 'tunnel', undefined, true, false],
    ['node:six', 'node:hidden', 'via', 'node:dual', false, false],
    ['device:d1', 'node:dual', 'tunnel', undefined, false, true],
  ])
  expect(edges[0]?.allowedIps).toEqual(['10.42.2.0/24', '100.64.42.2/32'])
  expect(edges[1]?.allowedIpsBack).toContain('10.42.2.0/24')
  expect(edges[3]).toMatchObject({
    allowedIps: ['10.42.0.0/16', '100.64.42.0/24'],
    allowedIpsBack: ['10.42.245.0/24', '100.64.42.245/32'],
  })
})

test('edges of compat peers and of a design with a bad range', () => {
  const broken = { ...design, range: 'nope' }
  const edges = planEdges(plan('compat'), broken)
  expect(edges.filter(({ kind }) => kind === 'tunnel').length).toBeGreaterThan(2)
  expect(edges.find(({ from }) => from === 'device:d1')?.allowedIps).toEqual(['nope'])
})

describe('cards', () => {
  const problems = validateDesign(design, facts)
  const context = {
    design,
    facts,
    problems,
    states: { dual: 'deployed' as const },
    farms: { dual: 'Green' },
  }

  test('a node', () => {
    expect(toResourceCard(design.resources[0]!, context)).toMatchObject({
      id: 'node:dual',
      title: 'DUAL',
      farm: 'Green',
      endpointClass: 'dual',
      isHidden: false,
      isAccessPoint: true,
      routerRank: 1,
      status: { tone: 'running', word: 'Deployed', symbol: '●' },
      errors: 0,
    })
    expect(toResourceCard({ ...design.resources[0]!, forceHidden: true }, context).isHidden).toBe(
      true,
    )
  })

  test('a node the grid does not know, not yet submitted', () => {
    const unknown = { ...design.resources[1]!, nodeId: 'CrvAtlantis8wjs' }
    expect(toResourceCard(unknown, { design, facts })).toMatchObject({
      title: 'CrvA…8wjs',
      freshness: null,
      routerRank: null,
      status: STATUS_VIEW.staged,
    })
  })

  test('a device', () => {
    expect(toDeviceCard(design.devices[1]!, context)).toMatchObject({
      id: 'device:d2',
      title: 'Phone',
      address: '100.64.42.244',
      errors: 1,
    })
    expect(toDeviceCard({ ...design.devices[0]!, subnet: 'x' }, context).address).toBe('x')
  })
})

test('every state has a glyph and a word of its own tone', () => {
  for (const state of RESERVATION_STATES) {
    const view = reservationStatus(state)
    expect(view.symbol).toBe(STATUS_VIEW[view.tone].symbol)
    expect(view.word.toLowerCase()).toBe(state)
  }
  expect(new Set(Object.values(STATUS_VIEW).map(({ glyph }) => glyph)).size).toBe(6)
})

test('short keys', () => {
  expect(shortKey('CrvAbcdefgh8wjs')).toBe('CrvA…8wjs')
  expect(shortKey('short')).toBe('short')
})
