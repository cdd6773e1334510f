import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { machineAddress, placeMachines, readAddress, type MachineWish } from './machine-address'
import type { VmSize } from './model'

const NODES = Array.from({ length: 40 }, (_, index) => `node-${index}`)
const SUBNETS = new Map(NODES.map((nodeId, index) => [nodeId, `10.42.${index + 1}.0/24`]))
const hostsOf = (nodeId: string) =>
  fc
    .uniqueArray(fc.integer({ min: 2, max: 40 }), { maxLength: 20 })
    .map((hosts): [string, string[]] => [
      nodeId,
      hosts.map((host) => (SUBNETS.get(nodeId) ?? '').replace('.0/24', `.${host}`)),
    ])
const taken = fc.tuple(...NODES.map(hostsOf)).map((entries) => new Map(entries))
const chosen = fc.uniqueArray(fc.constantFrom(...NODES), { minLength: 1, maxLength: 20 })
const wishes = (nodeIds: readonly string[]): MachineWish[] =>
  nodeIds.map((nodeId, index) => ({
    nodeId,
    role: index === 0 ? 'master' : 'worker',
    size: ((index % 2) + 1) as VmSize,
  }))

describe('machineAddress', () => {
  test.each([
    ['10.42.1.0/24', [], '10.42.1.2'],
    ['10.42.1.0/24', ['10.42.1.2', '10.42.1.4'], '10.42.1.3'],
    ['172.20.9.0/24', ['10.42.1.2'], '172.20.9.2'],
  ])('in %s with %j taken is %s', (subnet, used, expected) => {
    expect(machineAddress(subnet, used)).toBe(expected)
  })

  test('says when a subnet is full', () => {
    const all = Array.from({ length: 253 }, (_, index) => `10.42.1.${index + 2}`)
    expect(machineAddress('10.42.1.0/24', all.slice(0, -1))).toBe('10.42.1.254')
    expect(() => machineAddress('10.42.1.0/24', all)).toThrow(/every address/i)
  })

  test.each(['10.42.1.0/16', '10.42.1.7/24', 'x'])('refuses the subnet %s', (subnet) => {
    expect(() => machineAddress(subnet, [])).toThrow()
  })
})

describe('placeMachines', () => {
  test('gives every machine an address of its own node that nobody has', () => {
    fc.assert(
      fc.property(chosen, taken, (nodeIds, used) => {
        const placed = placeMachines(wishes(nodeIds), { subnets: SUBNETS, taken: used })
        expect(new Set(placed.map(({ ip }) => ip)).size).toBe(placed.length)
        for (const { nodeId, ip } of placed) {
          const host = (readAddress(ip) ?? 0) & 255
          expect(ip.startsWith((SUBNETS.get(nodeId) ?? '').replace('0/24', ''))).toBe(true)
          expect(host).toBeGreaterThanOrEqual(2)
          expect(host).toBeLessThanOrEqual(254)
          expect(used.get(nodeId)).not.toContain(ip)
        }
      }),
    )
  })

  test('moves no machine when others come or go', () => {
    fc.assert(
      fc.property(chosen, taken, fc.nat(), (nodeIds, used, pick) => {
        const network = { subnets: SUBNETS, taken: used }
        const all = placeMachines(wishes(nodeIds), network)
        const fewer = all.filter((_, index) => index !== pick % all.length)
        expect(placeMachines(fewer, network)).toEqual(fewer)
        const anew = placeMachines(wishes(fewer.map(({ nodeId }) => nodeId)), network)
        const before = new Map(all.map(({ nodeId, ip }) => [nodeId, ip]))
        for (const { nodeId, ip } of anew) expect(ip).toBe(before.get(nodeId))
      }),
    )
  })

  test('keeps an address that was given, and puts the master first', () => {
    const placed = placeMachines(
      [
        { nodeId: 'node-0', role: 'worker', size: 1, ip: '10.42.1.9' },
        { nodeId: 'node-1', role: 'master', size: 2 },
      ],
      { subnets: SUBNETS, taken: new Map() },
    )
    expect(placed.map(({ role, ip }) => [role, ip])).toEqual([
      ['master', '10.42.2.2'],
      ['worker', '10.42.1.9'],
    ])
  })

  test('refuses a node that is not in the network', () => {
    const stranger: MachineWish = { nodeId: 'stranger', role: 'master', size: 1 }
    expect(() => placeMachines([stranger], { subnets: SUBNETS, taken: new Map() })).toThrow(
      /not in this network/,
    )
  })
})
