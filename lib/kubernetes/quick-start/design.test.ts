import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains, overlaps } from '@/lib/network/cidr'
import { validateDesign } from '@/lib/network/validate'
import type { NodeFacts } from '@/lib/network/model'
import { chooseNodes } from './choose-nodes'
import { mostMachines, quickStartDesign } from './design'
import { quickNode } from './testing/nodes'

const laptop = { id: 'laptop', name: 'laptop' }
const nodesOf = (count: number, more: Parameters<typeof quickNode>[1] = {}) =>
  Array.from({ length: count }, (_, index) => quickNode(`n${String(index).padStart(3, '0')}`, more))
const build = (count: number, devices = [laptop], nodes = nodesOf(count)) =>
  quickStartDesign({
    name: 'k3s-10-40',
    range: '10.40.0.0/16',
    size: 1,
    sshKeys: ['github:ada-v'],
    choice: chooseNodes({ nodes, count, size: 1 }),
    devices,
  })

describe('addresses of a quick start', () => {
  test('are those of startup.sh, and the device has its own at the top', () => {
    const { network, cluster } = build(3)
    expect(network.resources.map(({ subnet }) => subnet)).toEqual([
      '10.40.2.0/24',
      '10.40.3.0/24',
      '10.40.4.0/24',
    ])
    expect(cluster.machines.map(({ role, ip }) => [role, ip])).toEqual([
      ['master', '10.40.2.2'],
      ['worker', '10.40.3.2'],
      ['worker', '10.40.4.2'],
    ])
    expect(network.devices).toEqual([
      {
        id: 'laptop',
        name: 'laptop',
        accessNodeId: cluster.machines[0]?.nodeId,
        subnet: '10.40.245.0/24',
        family: 'ipv4',
      },
    ])
    expect([network.mode, cluster.name, cluster.sshKeys]).toEqual([
      'safe',
      'k3s-10-40',
      ['github:ada-v'],
    ])
  })

  test('x.1 is for an access point of its own, which carries no VM', () => {
    const nodes = [
      ...nodesOf(2, { endpoints: [] }),
      quickNode('gate', { free: { cru: 0, mru: 0, sru: 0 } }),
    ]
    const { network, cluster } = build(2, [laptop], nodes)
    expect(network.resources.map(({ nodeId, subnet }) => [nodeId, subnet])).toEqual([
      ['gate', '10.40.1.0/24'],
      ['n000', '10.40.2.0/24'],
      ['n001', '10.40.3.0/24'],
    ])
    expect(network.devices[0]?.accessNodeId).toBe('gate')
    expect(cluster.machines.map(({ nodeId }) => nodeId)).toEqual(['n000', 'n001'])
  })

  test('a port is free on its node, and the same each time', () => {
    const [first] = build(1).network.resources
    const taken = [first?.listenPort ?? 0]
    const [second] = build(1, [laptop], nodesOf(1, { takenPorts: taken })).network.resources
    expect(build(1).network.resources[0]?.listenPort).toBe(first?.listenPort)
    expect(taken).not.toContain(second?.listenPort)
  })

  test('more machines than subnets are refused with the limit', () => {
    expect(mostMachines(1)).toBe(243)
    expect(build(243).network.resources.at(-1)?.subnet).toBe('10.40.244.0/24')
    expect(() => build(244)).toThrow(
      expect.objectContaining({
        code: 'RANGE_EXHAUSTED',
        message: expect.stringContaining('at most 243'),
      }),
    )
  })

  test('nothing collides or leaves the range, for any number of machines and devices', () => {
    const sizes = fc.integer({ min: 0, max: 20 }).chain((devices) =>
      fc.record({
        devices: fc.constant(devices),
        machines: fc.integer({ min: 1, max: mostMachines(devices) }),
        isHidden: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(sizes, ({ devices, machines, isHidden }) => {
        const gate = quickNode('gate', { free: { cru: 0, mru: 0, sru: 0 } })
        const nodes = isHidden ? [...nodesOf(machines, { endpoints: [] }), gate] : nodesOf(machines)
        const named = Array.from({ length: devices }, (_, n) => ({ id: `d${n}`, name: `d${n}` }))
        const { network, cluster } = build(machines, named, nodes)
        const holders = [...network.resources, ...network.devices]
        const subnets = holders.map(({ subnet }) => subnet)
        expect(new Set(subnets).size).toBe(subnets.length)
        for (const subnet of subnets) expect(contains('10.40.0.0/16', subnet)).toBe(true)
        expect(new Set(network.resources.map(({ nodeId }) => nodeId)).size).toBe(
          network.resources.length,
        )
        expect(cluster.machines).toHaveLength(machines)
        for (const { nodeId, ip } of cluster.machines) {
          const own = network.resources.find((resource) => resource.nodeId === nodeId)
          expect(overlaps(own?.subnet ?? '', `${ip}/32`)).toBe(true)
          expect(ip.endsWith('.2')).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('the design has no problem of its own, also behind an access point of its own', () => {
    for (const nodes of [
      nodesOf(4),
      [...nodesOf(4, { endpoints: [] }), quickNode('gate', { free: { cru: 0, mru: 0, sru: 0 } })],
    ]) {
      const { network } = build(4, [laptop], nodes)
      const facts = new Map<string, NodeFacts>(nodes.map((node) => [node.nodeId, node]))
      const codes = validateDesign(network, facts).map(({ code }) => code)
      // One access point for hidden nodes is what the rule asks for; that it is one alone is told.
      expect(codes).toEqual(nodes.length > 4 ? ['SINGLE_ROUTER'] : [])
    }
  })
})
