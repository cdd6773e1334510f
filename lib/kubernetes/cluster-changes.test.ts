import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusterChanges, masterIpsFor, masterMove, type StandingMachine } from './cluster-changes'
import type { ClusterDesign, MachineDesign, VmSize } from './model'

const KEYS = ['ssh-ed25519 AAAAkeyone ada@laptop']
const master: MachineDesign = { nodeId: 'a', role: 'master', size: 1, ip: '10.42.1.2' }
const worker: MachineDesign = { nodeId: 'b', role: 'worker', size: 1, ip: '10.42.2.2' }
const design: ClusterDesign = { name: 'demo', machines: [master, worker], sshKeys: KEYS }

/** A design as it would stand after it was applied. */
function standingOf(from: ClusterDesign): StandingMachine[] {
  return from.machines.map((machine) => ({
    reservationId: `r-${machine.nodeId}`,
    nodeId: machine.nodeId,
    size: machine.size,
    ip: machine.ip,
    masterIps: masterIpsFor(machine, from),
    sshKeys: from.sshKeys,
    isDrifted: false,
  }))
}
const kinds = (wanted: ClusterDesign, standing: StandingMachine[]) =>
  clusterChanges(wanted, standing).map(({ kind, nodeId }) => `${kind} ${nodeId}`)
const withMachines = (...machines: MachineDesign[]) => ({ ...design, machines })

describe('clusterChanges', () => {
  const standing = standingOf(design)
  test.each([
    ['nothing stands', design, [], ['add a', 'add b']],
    ['all stands', design, standing, ['keep a', 'keep b']],
    ['a worker goes', withMachines(master), standing, ['keep a', 'remove b']],
    [
      'a worker grows',
      withMachines(master, { ...worker, size: 2 }),
      standing,
      ['keep a', 'change b'],
    ],
    [
      'the worker moves to another node',
      withMachines(master, { ...worker, nodeId: 'c', ip: '10.42.3.2' }),
      standing,
      ['keep a', 'add c', 'remove b'],
    ],
    [
      'other keys',
      { ...design, sshKeys: [...KEYS, 'ssh-ed25519 AAAAkeytwo'] },
      standing,
      ['change a', 'change b'],
    ],
    [
      'a drifted one',
      design,
      standing.map((one) => ({ ...one, isDrifted: one.nodeId === 'b' })),
      ['keep a', 'change b'],
    ],
  ])('%s', (_name, wanted, there, expected) => {
    expect(kinds(wanted, there)).toEqual(expected)
  })

  test('says what changes, keys by their comments', () => {
    const [first] = clusterChanges({ ...design, sshKeys: ['ssh-rsa AAAAB3NzaC1yc2E'] }, standing)
    expect(first?.fieldChanges).toEqual([
      { field: 'SSH keys', before: 'ada@laptop', after: '…zaC1yc2E' },
    ])
  })

  test('a master that moves takes every worker along, and the warning says so', () => {
    const moved = withMachines({ ...master, ip: '10.42.1.9' }, worker)
    const changes = clusterChanges(moved, standing)
    expect(changes.map(({ kind }) => kind)).toEqual(['change', 'change'])
    expect(changes[1]?.fieldChanges).toEqual([
      { field: 'master', before: '10.42.1.2', after: '10.42.1.9' },
    ])
    expect(masterMove(changes)).toMatchObject({
      code: 'MASTER_MOVES',
      severity: 'warning',
      objects: ['machine:b'],
    })
    expect(masterMove(clusterChanges(design, standing))).toBeNull()
  })

  test('a worker that becomes the master changes its role', () => {
    const swapped = withMachines({ ...worker, role: 'master' }, { ...master, role: 'worker' })
    const [first] = clusterChanges(swapped, standing)
    expect(first?.fieldChanges).toEqual([{ field: 'role', before: 'worker', after: 'master' }])
  })

  test('every node is named once, what is applied changes nothing, and removals give all back', () => {
    const machines = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom<VmSize>(1, 2)), {
        minLength: 1,
        maxLength: 12,
        selector: ([third]) => third,
      })
      .map((list): ClusterDesign => ({
        ...design,
        machines: list.map(([third, size], index) => ({
          nodeId: `n${third}`,
          role: index === 0 ? 'master' : 'worker',
          size,
          ip: `10.42.${third}.2`,
        })),
      }))
    fc.assert(
      fc.property(machines, machines, (before, after) => {
        const there = standingOf(before)
        const changes = clusterChanges(after, there)
        const named = changes.map(({ nodeId }) => nodeId)
        expect(new Set(named).size).toBe(named.length)
        const all = [...before.machines, ...after.machines].map(({ nodeId }) => nodeId)
        expect(new Set(named)).toEqual(new Set(all))
        const left = changes.filter(({ kind }) => kind !== 'remove')
        expect(left.map(({ nodeId }) => nodeId)).toEqual(after.machines.map(({ nodeId }) => nodeId))
        expect(kinds(after, standingOf(after)).every((text) => text.startsWith('keep'))).toBe(true)
      }),
    )
  })
})
