import { describe, expect, test } from 'vitest'
import { networkView } from '../testing/fixture'
import { createDesignerStore } from './designer-store'

const add = (nodeId: string) => ({ type: 'add-resource', nodeId, takenPorts: [], seed: 1 }) as const
function open(patch = {}) {
  const store = createDesignerStore(networkView(patch), null)
  const nodeIds = () => store.getState().design.resources.map(({ nodeId }) => nodeId)
  return { store, nodeIds, now: () => store.getState() }
}

describe('undo and redo', () => {
  test('take back a command and do it again', () => {
    const { now, nodeIds } = open()
    now().run(add('chur'))
    now().run({ type: 'remove-resource', nodeId: 'ghent' })
    expect(nodeIds()).toEqual(['vienna', 'lochristi', 'zurich', 'chur'])
    expect(now().design.devices).toEqual([])
    now().undo()
    expect(nodeIds()).toContain('ghent')
    expect(now().design.devices).toHaveLength(1)
    now().undo()
    expect(nodeIds()).not.toContain('chur')
    now().redo()
    now().redo()
    expect(nodeIds()).toEqual(['vienna', 'lochristi', 'zurich', 'chur'])
  })

  test('a new command after undo forgets what was undone', () => {
    const { now } = open()
    now().run(add('chur'))
    now().undo()
    now().run(add('linz'))
    expect(now().future).toEqual([])
  })

  test('do nothing at the ends of history', () => {
    const { now } = open()
    const before = now().design
    now().undo()
    now().redo()
    expect(now().design).toBe(before)
  })

  test('bring a removed card back to its place', () => {
    const { now } = open()
    now().beginMove()
    now().move({ 'node:ghent': { x: 640, y: 320 } })
    now().run({ type: 'remove-resource', nodeId: 'ghent' })
    expect(now().positions['node:ghent']).toBeUndefined()
    now().undo()
    expect(now().positions['node:ghent']).toEqual({ x: 640, y: 320 })
  })

  test('a drag is one step, and so are nudges in a row', () => {
    const { now } = open()
    const before = now().positions['node:ghent']
    for (const x of [16, 32, 48]) {
      now().beginMove('nudge node:ghent')
      now().move({ 'node:ghent': { x, y: 0 } })
    }
    expect(now().past).toHaveLength(1)
    now().undo()
    expect(now().positions['node:ghent']).toEqual(before)
  })

  test('a command that changes nothing is no step', () => {
    const { now } = open()
    expect(now().run(add('ghent'))).toBeNull()
    expect(now().past).toEqual([])
  })
})

test('a refused command leaves the design and says why', () => {
  const { now } = open()
  const before = now().design
  const refusal = now().run({
    type: 'add-device',
    id: 'x',
    name: 'x',
    accessNodeId: 'nowhere',
  })
  expect(refusal).toMatch(/not in the network/)
  expect(now().design).toBe(before)
})

test('every object has a place, a new one none of the others has', () => {
  const { now } = open()
  now().run(add('chur'))
  now().run({ type: 'add-device', id: 'b', name: 'b', accessNodeId: 'chur' })
  const places = Object.values(now().positions).map(({ x, y }) => `${x} ${y}`)
  expect(places).toHaveLength(7)
  expect(new Set(places).size).toBe(7)
})

test('removing what is selected clears the selection', () => {
  const { now } = open()
  now().select('device:laptop')
  now().run({ type: 'remove-resource', nodeId: 'ghent' })
  expect(now().selected).toBeNull()
})

describe('news from the server', () => {
  const newer = networkView({
    revision: 9,
    design: { ...networkView().design, name: 'merlin' },
    deployed: { ghent: { reservationId: 'r', state: 'deployed' } },
  })

  test('a newer design of somebody else is taken over while everything is saved', () => {
    const { now } = open()
    now().run(add('chur'))
    now().adopt(newer)
    expect(now()).toMatchObject({ design: { name: 'merlin' }, past: [], save: { revision: 9 } })
  })

  test('unsaved edits are never replaced, but states of reservations are taken over', () => {
    const { now } = open()
    now().run(add('chur'))
    now().report({ type: 'edited' })
    now().adopt(newer)
    expect(now().design.name).toBe('kestrel')
    expect(now().server.deployed).toHaveProperty('ghent')
  })

  test('a stale design starts again from the server only when asked to', () => {
    const { now } = open()
    now().run(add('chur'))
    now().report({ type: 'edited' })
    now().report({ type: 'started' })
    now().report({ type: 'stale', message: 'Somebody saved a newer design.' })
    now().adopt(newer)
    expect(now().design.name).toBe('kestrel')
    now().restart(newer)
    expect(now()).toMatchObject({
      design: { name: 'merlin' },
      save: { phase: 'saved', revision: 9 },
      past: [],
    })
  })

  test('an older answer that arrives late changes nothing', () => {
    const { now } = open()
    const before = now().server
    now().adopt(networkView({ revision: 2, deployed: newer.deployed }))
    expect(now().server).toBe(before)
  })
})

describe('a study', () => {
  const open = () => {
    const store = createDesignerStore(networkView(), null)
    store.getState().setTracing(true)
    return store
  }
  const ends = ({ traceFrom, traceTo }: ReturnType<ReturnType<typeof open>['getState']>) => [
    traceFrom,
    traceTo,
  ]

  test('takes the first two cards one selects as ends, the third begins anew', () => {
    const store = open()
    store.getState().select('node:ghent')
    store.getState().select('node:ghent')
    expect(ends(store.getState())).toEqual(['node:ghent', null])
    store.getState().select('node:vienna')
    store.getState().select(null)
    expect(ends(store.getState())).toEqual(['node:ghent', 'node:vienna'])
    store.getState().select('node:zurich')
    expect(ends(store.getState())).toEqual(['node:zurich', null])
  })

  test('starts at what is selected, and closing forgets both ends', () => {
    const store = createDesignerStore(networkView(), null)
    store.getState().select('device:laptop')
    expect(ends(store.getState())).toEqual([null, null])
    store.getState().setTracing(true)
    expect(ends(store.getState())).toEqual(['device:laptop', null])
    store.getState().setTracing(false)
    expect(ends(store.getState())).toEqual([null, null])
  })

  test('never touches the document, its history or its saving', () => {
    const store = open()
    const before = store.getState()
    store.getState().toggleOff('node:ghent')
    store.getState().setWhatIf(true)
    store.getState().showDock('matrix')
    const after = store.getState()
    expect([after.design, after.past, after.save]).toEqual([
      before.design,
      before.past,
      before.save,
    ])
    expect(after.off).toEqual(['node:ghent'])
    store.getState().setWhatIf(false)
    expect(store.getState().off).toEqual([])
  })
})
