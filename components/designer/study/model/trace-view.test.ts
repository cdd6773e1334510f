import { describe, expect, test } from 'vitest'
import { applyCommand } from '@/lib/network/commands'
import type { NetworkDesign } from '@/lib/network/model'
import { toPeerNetwork } from '@/lib/network/to-peer-network'
import { planTraced, tracePacket } from '@/lib/network/trace'
import type { Conditions } from '@/lib/network/trace-conditions'
import { DESIGN, FACTS } from '../../testing/fixture'
import { namesOf } from '../../model/picture'
import { machineNames } from './names'
import { toTraceView } from './trace-view'

function view(from: string, to: string, off: Conditions = [], design: NetworkDesign = DESIGN) {
  const names = machineNames(design, namesOf(design, FACTS))
  const network = planTraced(toPeerNetwork(design, FACTS, {}), design.mode)
  return toTraceView(tracePacket(network, from, to, off), names)
}
const compat = applyCommand(DESIGN, { type: 'set-network', patch: { mode: 'compat' } })

describe('a delivered packet', () => {
  test('names every machine on the way and the rule that decided there', () => {
    const { delivered, there, summary } = view('lochristi', 'zurich')
    expect(delivered).toBe(true)
    expect(there.places.map(({ number, title, state }) => [number, title, state])).toEqual([
      [1, 'Lochristi BE', 'passed'],
      [2, 'Ghent BE', 'passed'],
      [3, 'Zürich CH', 'passed'],
    ])
    const deciding = there.places.map(({ rows }) =>
      rows.filter(({ mark }) => mark === 'decides').map(({ value }) => value),
    )
    expect(deciding).toEqual([
      ['10.40.4.0/24 → Ghent BE'],
      ['10.40.4.0/24 → Zürich CH'],
      ['10.40.4.0/24 is its own'],
    ])
    expect(summary).toBe('2 hops, the reply takes the same path')
    expect(there.sentence).toBe('It goes through Ghent BE.')
  })

  test('lights the tunnels it crossed, as objects of the canvas', () => {
    expect(view('device:0', 'vienna').there.lines).toEqual([
      { from: 'device:laptop', to: 'node:ghent', isCrossed: true },
      { from: 'node:ghent', to: 'node:vienna', isCrossed: true },
    ])
  })
})

describe('a lost packet', () => {
  test('says which address is off and what that cuts', () => {
    const off = { kind: 'endpoint', nodeId: 'ghent', address: '2001:db8::7' } as const
    const { delivered, there } = view('lochristi', 'zurich', [off])
    expect(delivered).toBe(false)
    expect(there.headline).toBe('Lost between Ghent BE and Zürich CH')
    expect(there.sentence).toBe(
      'Ghent BE’s 2001:db8::7 is off, and without it Ghent BE and Zürich CH cannot hold a tunnel.',
    )
    expect(there.places.map(({ state }) => state)).toEqual(['passed', 'stops', 'unreached'])
    expect(there.lines.map(({ isCrossed }) => isCrossed)).toEqual([true, false])
  })

  test('says when a machine is off', () => {
    const { there } = view('lochristi', 'zurich', [{ kind: 'node', nodeId: 'zurich' }])
    expect(there.sentence).toBe('Zürich CH is switched off.')
  })

  test('says when two are told to dial a family they do not have', () => {
    const { there } = view('vienna', 'zurich', [], compat)
    expect(there.headline).toBe('Lost between Vienna AT and Zürich CH')
    expect(there.sentence).toContain('Vienna AT is told to dial [2001:db8:a1::9]:3003')
    expect(there.sentence).toContain('a family it does not have')
  })

  test('says who owns the source when it is refused on arrival', () => {
    const nodes = ['lochristi', 'ghent', 'vienna', 'dark']
    const facts = new Map(FACTS).set('dark', {
      nodeId: 'dark',
      endpoints: [],
      takenPorts: [],
      freshness: 'up',
      label: 'Dark',
    })
    const design: NetworkDesign = {
      ...compat,
      devices: [],
      resources: nodes.map((nodeId, index) => ({
        nodeId,
        subnet: `10.40.${index + 1}.0/24`,
        listenPort: 3000,
        forceHidden: false,
      })),
    }
    const network = planTraced(toPeerNetwork(design, facts, {}), 'compat')
    const names = machineNames(design, namesOf(design, facts))
    const lost = nodes
      .flatMap((from) => nodes.map((to) => [from, to] as const))
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => toTraceView(tracePacket(network, from, to), names))
      .flatMap(({ there }) => (there.delivered ? [] : [there]))
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.map(({ sentence }) => sentence).join()).toMatch(
      /drops it on arrival: it comes from .*, but there 10\.40\.\d\.0\/24 belongs to/,
    )
  })

  test('says when the reply alone is lost', () => {
    const { there, summary } = view('device:0', '10.40.4.9', [])
    expect(there.delivered).toBe(true)
    expect(summary).toMatch(/reply/)
  })

  test('says when nobody has the address', () => {
    const { there } = view('vienna', '10.40.99.1')
    expect(there.sentence).toMatch(/No peer of Vienna AT has allowed IPs that hold 10\.40\.99\.1/)
  })
})
