import { describe, expect, test } from 'vitest'
import { applyCommand } from '@/lib/network/commands'
import type { NetworkDesign } from '@/lib/network/model'
import type { Conditions } from '@/lib/network/trace-conditions'
import { downTunnels } from '@/lib/network/tunnels-down'
import { validateDesign } from '@/lib/network/validate'
import { whatIf } from '@/lib/network/what-if'
import { DESIGN, FACTS } from '../../testing/fixture'
import { fixFor, fixGains, tracedOrNull, type Grounds } from './fix-gain'
import { cellOf } from './matrix-cell'
import { step } from './matrix-step'
import { lineKey, toOverlay } from './overlay'

const grounds = (design: NetworkDesign): Grounds => ({ design, facts: FACTS, publicKeys: {} })
const network = tracedOrNull(grounds(DESIGN))
if (!network) throw new Error('The fixture can be planned.')

describe('cells of the matrix', () => {
  const routerOff = whatIf(network, [{ kind: 'node', nodeId: 'ghent' }])
  test.each([
    ['vienna', 'vienna', 'self', ''],
    ['lochristi', 'vienna', 'direct', '1'],
    ['lochristi', 'zurich', 'cut', '✕'],
    ['device:0', 'vienna', 'cut', '✕'],
  ])('%s to %s with the router off: %s', (from, to, kind, glyph) => {
    expect(cellOf(routerOff, from, to)).toMatchObject({ kind, glyph })
  })

  test('a pair through a router shows its hops, and one that never met says so', () => {
    expect(cellOf(whatIf(network, []), 'lochristi', 'zurich')).toEqual({
      kind: 'routed',
      glyph: '2',
      words: '2 hops',
    })
    const alone = tracedOrNull(
      grounds(applyCommand(DESIGN, { type: 'remove-resource', nodeId: 'ghent' })),
    )
    if (!alone) throw new Error('Three nodes can be planned.')
    expect(cellOf(whatIf(alone, []), 'vienna', 'zurich')).toMatchObject({
      kind: 'never',
      words: expect.stringMatching(/^cannot reach/),
    })
  })

  test.each([
    ['ArrowRight', { row: 0, column: 1 }, { row: 0, column: 2 }],
    ['ArrowDown', { row: 0, column: 1 }, { row: 2, column: 1 }],
    ['ArrowLeft', { row: 1, column: 0 }, null],
    ['ArrowUp', { row: 0, column: 2 }, null],
    ['Enter', { row: 0, column: 2 }, null],
  ])('%s from %o leads over the diagonal, never off the grid', (key, at, to) => {
    expect(step(key, at, 3)).toEqual(to)
  })
})

describe('fixes', () => {
  const hiddenAccess = applyCommand(DESIGN, {
    type: 'set-resource',
    nodeId: 'ghent',
    patch: { forceHidden: true },
  })

  test('are ranked by the pairs they bring back, counted on the whole design', () => {
    const gains = fixGains(grounds(hiddenAccess), validateDesign(hiddenAccess, FACTS))
    expect(gains[0]?.gain).toBeGreaterThan(0)
    expect(gains.map(({ gain }) => gain)).toEqual(
      gains.map(({ gain }) => gain).sort((a, b) => b - a),
    )
    expect(gains.every(({ gain, lost }) => gain <= lost)).toBe(true)
  })

  test('the one for a trace makes that very packet and its reply arrive', () => {
    const problems = validateDesign(hiddenAccess, FACTS)
    const ends = { from: 'device:laptop', to: 'node:vienna' }
    const fix = (conditions: Conditions) =>
      fixFor(grounds(hiddenAccess), problems, { ...ends, conditions })
    expect(fix([])?.code).toBe('HIDDEN_ACCESS_POINT')
    // Nothing is offered that would not help: with Vienna itself off no change brings the packet there.
    expect(fix([{ kind: 'node', nodeId: 'vienna' }])).toBeNull()
  })

  test('a design without losses has nothing to gain, one that cannot be planned neither', () => {
    const whole = applyCommand(DESIGN, { type: 'remove-resource', nodeId: 'zurich' })
    expect(fixGains(grounds(whole), validateDesign(whole, FACTS))).toEqual([])
    const broken = applyCommand(DESIGN, {
      type: 'set-resource',
      nodeId: 'ghent',
      patch: { subnet: 'nonsense' },
    })
    expect(tracedOrNull(grounds(broken))).toBeNull()
  })
})

test('the overlay marks places and lines; a place that was not reached has no number', () => {
  const down = downTunnels(network, [{ kind: 'node', nodeId: 'zurich' }])
  expect(down).toEqual([{ from: 'ghent', to: 'zurich' }])
  const overlay = toOverlay({
    passage: {
      delivered: false,
      headline: '',
      sentence: '',
      places: [
        { number: 1, object: 'node:a', title: 'A', state: 'passed', rows: [] },
        { number: 2, object: 'node:b', title: 'B', state: 'stops', rows: [] },
        { number: 3, object: 'node:c', title: 'C', state: 'unreached', rows: [] },
      ],
      lines: [
        { from: 'node:a', to: 'node:b', isCrossed: true },
        { from: 'node:b', to: 'node:c', isCrossed: false },
      ],
    },
    down: [
      { from: 'node:c', to: 'node:b' },
      { from: 'node:d', to: 'node:b' },
    ],
    offs: new Map(),
  })
  expect([...overlay.marks]).toEqual([
    ['node:a', { number: 1, isBroken: false }],
    ['node:b', { number: 2, isBroken: true }],
  ])
  expect(overlay.lines.get(lineKey('node:b', 'node:a'))).toBe('lit')
  expect(overlay.lines.get(lineKey('node:b', 'node:c'))).toBe('broken')
  expect(overlay.lines.get(lineKey('node:b', 'node:d'))).toBe('down')
})
