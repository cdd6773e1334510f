import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeListenPort, nextDeviceSubnet, nextSubnet } from './addressing'
import { applyCommand, emptyDesign } from './commands'
import type { DesignCommand, NetworkDesign } from './model'

const add = (nodeId: string, takenPorts: number[] = [], seed = 0): DesignCommand => ({
  type: 'add-resource',
  nodeId,
  takenPorts,
  seed,
})
const device = (id: string, accessNodeId: string): DesignCommand => ({
  type: 'add-device',
  id,
  name: id,
  accessNodeId,
})
const build = (...commands: DesignCommand[]) =>
  commands.reduce(applyCommand, emptyDesign('net', '10.42.0.0/16'))
const code = (value: string) => expect.objectContaining({ code: value })

describe('addresses', () => {
  test('nodes from RANGE.1.0/24 upwards, devices from RANGE.245.0/24 downwards', () => {
    const design = build(add('a'), add('b'), device('x', 'a'), device('y', 'a'))
    expect(design.resources.map(({ subnet }) => subnet)).toEqual(['10.42.1.0/24', '10.42.2.0/24'])
    expect(design.devices.map(({ subnet }) => subnet)).toEqual(['10.42.245.0/24', '10.42.244.0/24'])
  })

  test('a freed subnet is the next one given', () => {
    const design = applyCommand(build(add('a'), add('b'), add('c')), {
      type: 'remove-resource',
      nodeId: 'b',
    })
    expect(nextSubnet(design)).toBe('10.42.2.0/24')
  })

  test('subnets typed larger than a /24 are avoided as a whole', () => {
    const design = applyCommand(build(add('a')), {
      type: 'set-resource',
      nodeId: 'a',
      patch: { subnet: '10.42.0.0/22' },
    })
    expect(nextSubnet(design)).toBe('10.42.4.0/24')
  })

  test('255 nodes fit, the next is refused', () => {
    const full = build(...Array.from({ length: 255 }, (_, index) => add(`n${index}`)))
    expect(new Set(full.resources.map(({ subnet }) => subnet)).size).toBe(255)
    expect(full.resources.some(({ subnet }) => subnet === '10.42.0.0/24')).toBe(false)
    expect(() => applyCommand(full, add('more'))).toThrow(code('RANGE_EXHAUSTED'))
    expect(() => nextDeviceSubnet(full)).toThrow(code('RANGE_EXHAUSTED'))
  })

  test('a bad range is refused with its own code', () => {
    expect(() => applyCommand(emptyDesign('net', 'nope'), add('a'))).toThrow(code('INVALID_CIDR'))
  })
})

describe('ports', () => {
  test('the same seed gives the same port, a taken one is passed over, the end wraps', () => {
    expect(freeListenPort([], 5)).toBe(2005)
    expect(freeListenPort([2005, 2006], 5)).toBe(2007)
    expect(freeListenPort([7999], 5999)).toBe(2000)
    expect(freeListenPort([], Number.NaN)).toBe(2000)
  })
  test('always free and in 2000–7999', () => {
    const taken = fc.array(fc.integer({ min: 1990, max: 8010 }))
    fc.assert(
      fc.property(taken, fc.integer(), (ports, seed) => {
        const port = freeListenPort(ports, seed)
        expect(ports).not.toContain(port)
        expect(port >= 2000 && port <= 7999).toBe(true)
      }),
    )
  })
  test('says when none is left', () => {
    const all = Array.from({ length: 6000 }, (_, index) => 2000 + index)
    expect(() => freeListenPort(all, 1)).toThrow(code('PORT_RANGE_EXHAUSTED'))
  })
})

describe('commands', () => {
  test('removing a node removes its devices and takes it out of the routers', () => {
    const design = build(add('a'), add('b'), device('x', 'a'), device('y', 'b'), {
      type: 'set-network',
      patch: { routers: ['a', 'b'] },
    })
    const after = applyCommand(design, { type: 'remove-resource', nodeId: 'a' })
    expect(after.resources.map(({ nodeId }) => nodeId)).toEqual(['b'])
    expect(after.devices.map(({ id }) => id)).toEqual(['y'])
    expect(after.routers).toEqual(['b'])
  })

  test('a new range keeps third octets; one that is none moves nothing', () => {
    const design = build(add('a'), add('b'), device('x', 'a'))
    const moved = applyCommand(design, { type: 'set-network', patch: { range: '172.30.0.0/16' } })
    expect([...moved.resources, ...moved.devices].map(({ subnet }) => subnet)).toEqual([
      '172.30.1.0/24',
      '172.30.2.0/24',
      '172.30.245.0/24',
    ])
    const broken = applyCommand(moved, { type: 'set-network', patch: { range: '172.31' } })
    expect(broken.resources).toEqual(moved.resources)
    const back = applyCommand(broken, { type: 'set-network', patch: { range: '10.42.0.0/16' } })
    expect(back).toEqual(design)
  })

  test('a device needs a node of the network; its own key can be set and taken back', () => {
    expect(() => build(device('x', 'a'))).toThrow(code('UNKNOWN_NODE'))
    const design = build(add('a'), {
      type: 'add-device',
      id: 'x',
      name: 'Laptop',
      accessNodeId: 'a',
      family: 'ipv6',
      ownPublicKey: 'k',
    })
    expect(design.devices[0]).toMatchObject({ name: 'Laptop', family: 'ipv6', ownPublicKey: 'k' })
    const without = applyCommand(design, {
      type: 'set-device',
      id: 'x',
      patch: { ownPublicKey: undefined },
    })
    expect(without.devices[0]?.ownPublicKey).toBeUndefined()
  })

  test('patches change what they name', () => {
    const design = build(add('a'), device('x', 'a'))
    const changed = applyCommand(design, {
      type: 'set-resource',
      nodeId: 'a',
      patch: { listenPort: 5148, forceHidden: true },
    })
    expect(changed.resources[0]).toEqual({
      ...design.resources[0],
      listenPort: 5148,
      forceHidden: true,
    })
    expect(changed.devices).toBe(design.devices)
    expect(applyCommand(design, { type: 'remove-device', id: 'x' }).devices).toEqual([])
    expect(
      applyCommand(design, { type: 'set-network', patch: { name: 'other', mode: 'compat' } }),
    ).toMatchObject({
      name: 'other',
      mode: 'compat',
    })
  })

  test.each<[string, DesignCommand]>([
    ['adding a node again', add('a', [], 9)],
    ['adding a device again', device('x', 'a')],
    ['removing an unknown node', { type: 'remove-resource', nodeId: 'zz' }],
    ['removing an unknown device', { type: 'remove-device', id: 'zz' }],
    ['patching an unknown node', { type: 'set-resource', nodeId: 'zz', patch: { listenPort: 1 } }],
    ['patching an unknown device', { type: 'set-device', id: 'zz', patch: { name: 'n' } }],
    [
      'setting what is already so',
      { type: 'set-network', patch: { name: 'net', range: '10.42.0.0/16' } },
    ],
    ['an empty patch', { type: 'set-resource', nodeId: 'a', patch: { subnet: undefined } }],
  ])('%s answers the same design', (_, command) => {
    const design = build(add('a'), device('x', 'a'))
    expect(applyCommand(design, command)).toBe(design)
  })
})

const ids = fc.constantFrom('a', 'b', 'c', 'd')
const anyCommand: fc.Arbitrary<DesignCommand> = fc.oneof(
  fc.record({
    type: fc.constant('add-resource' as const),
    nodeId: ids,
    takenPorts: fc.array(fc.integer({ min: 2000, max: 2010 })),
    seed: fc.nat(20),
  }),
  fc.record({ type: fc.constant('remove-resource' as const), nodeId: ids }),
  fc.record({
    type: fc.constant('set-resource' as const),
    nodeId: ids,
    patch: fc.record({
      listenPort: fc.integer({ min: 1024, max: 65535 }),
      forceHidden: fc.boolean(),
    }),
  }),
  fc.record({ type: fc.constant('remove-device' as const), id: ids }),
  fc.record({
    type: fc.constant('set-device' as const),
    id: ids,
    patch: fc.record({ family: fc.constantFrom('ipv4' as const, 'ipv6' as const) }),
  }),
  fc.record({
    type: fc.constant('set-network' as const),
    patch: fc.record({ range: fc.constantFrom('10.42.0.0/16', '172.30.0.0/16') }),
  }),
)

test('no command changes the design it is given, and each is idempotent', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 20 }), (commands) => {
      let design = build(add('a'), add('b'), device('c', 'a'))
      for (const command of commands) {
        freeze(design)
        const next = applyCommand(design, command)
        expect(applyCommand(next, command)).toEqual(next)
        design = next
      }
      const subnets = [...design.resources, ...design.devices].map(({ subnet }) => subnet)
      expect(new Set(subnets).size).toBe(subnets.length)
    }),
  )
})

/** Writing to a frozen object throws, so that a mutation fails the test. */
function freeze(design: NetworkDesign): void {
  const parts = [
    design,
    design.resources,
    design.devices,
    design.routers,
    ...design.resources,
    ...design.devices,
  ]
  for (const part of parts) Object.freeze(part)
}
