import { describe, expect, it, test } from 'vitest'
import type { MachineDesign } from '@/lib/kubernetes/model'
import {
  addMachine,
  changeMachine,
  designProblems,
  inOrder,
  removeMachine,
  rowProblems,
  setMaster,
  whyNot,
  type MachinePlace,
} from './machine-form'

const ROOM = { cru: 8, mru: 16, sru: 500 }
const place = (nodeId: string, patch: Partial<MachinePlace> = {}): MachinePlace => ({
  nodeId,
  label: nodeId,
  farmName: 'farm',
  subnet: `10.40.${nodeId.charCodeAt(0) - 96}.0/24`,
  freshness: 'up',
  simulated: true,
  free: ROOM,
  occupiedBy: null,
  taken: [],
  ...patch,
})
const A = place('a')
const B = place('b', { taken: ['10.40.2.2', '10.40.2.3'] })
const C = place('c')
const NETWORK = { id: 'n', name: 'kestrel', range: '10.40.0.0/16', places: [A, B, C] }
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ada'

const three = () => [A, B, C].reduce<MachineDesign[]>(addMachine, [])
const roles = (machines: readonly MachineDesign[]) =>
  machines.map(({ nodeId, role }) => `${nodeId} ${role}`).join(', ')

describe('picking machines', () => {
  it('makes the first the master and gives each its lowest free address', () => {
    expect(three()).toEqual([
      { nodeId: 'a', role: 'master', size: 1, ip: '10.40.1.2' },
      { nodeId: 'b', role: 'worker', size: 1, ip: '10.40.2.4' },
      { nodeId: 'c', role: 'worker', size: 1, ip: '10.40.3.2' },
    ])
  })
  it('takes a node once', () => {
    expect(addMachine(three(), A)).toHaveLength(3)
  })
  it('always has one master', () => {
    expect(roles(setMaster(three(), 'c'))).toBe('a worker, b worker, c master')
    expect(roles(removeMachine(three(), 'a'))).toBe('b master, c worker')
    expect(roles(removeMachine(three(), 'b'))).toBe('a master, c worker')
    expect(removeMachine(removeMachine(removeMachine(three(), 'a'), 'b'), 'c')).toEqual([])
  })
  it('sends the master first', () => {
    expect(roles(inOrder(setMaster(three(), 'c')))).toBe('c master, a worker, b worker')
  })
})

test.each<[string, Partial<MachinePlace>, RegExp | null]>([
  ['free', {}, null],
  ['late', { freshness: 'late' }, null],
  ['down', { freshness: 'down' }, /down/],
  ['taken by another cluster', { occupiedBy: 'harbor' }, /VM of harbor/],
  ['full', { free: { ...ROOM, sru: 49 } }, /no room/],
])('a node that is %s', (_name, patch, reason) => {
  const why = whyNot(place('a', patch))
  if (reason === null) expect(why).toBeNull()
  else expect(why).toMatch(reason)
})

describe('problems stand beside their field', () => {
  const of = (machines: MachineDesign[], nodeId: string) =>
    rowProblems(designProblems({ name: 'k3s', machines, sshKeys: [KEY] }, NETWORK), nodeId)

  it('says nothing of a good design', () => {
    expect(designProblems({ name: 'k3s', machines: three(), sshKeys: [KEY] }, NETWORK)).toEqual([])
  })
  test.each([
    ['', /no IPv4 address/],
    ['10.40.1.1', /node's own/],
    ['10.41.0.2', /outside/],
  ])('the address %j', (ip, message) => {
    const found = of(changeMachine(three(), 'a', { ip }), 'a')
    expect(found.ip?.message).toMatch(message)
    expect(found.size).toBeNull()
    expect(of(changeMachine(three(), 'a', { ip }), 'b').ip).toBeNull()
  })
  it('a size that has no room', () => {
    const small = { ...NETWORK, places: [place('a', { free: { cru: 1, mru: 2, sru: 50 } })] }
    const machines = changeMachine(addMachine([], A), 'a', { size: 2 })
    const problems = designProblems({ name: 'k3s', machines, sshKeys: [KEY] }, small)
    expect(rowProblems(problems, 'a').size?.message).toMatch(/no room for size 2/)
  })
  it('a node that carries a VM of another cluster', () => {
    const full = { ...NETWORK, places: [place('a', { occupiedBy: 'harbor' })] }
    const problems = designProblems(
      { name: 'k3s', machines: addMachine([], A), sshKeys: [KEY] },
      full,
    )
    expect(rowProblems(problems, 'a').node?.message).toMatch(/VM of harbor/)
  })
})
