import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reachabilityMatrix } from './matrix'
import type { PlannedNetwork } from './model'
import { planPeers } from './plan-peers'
import { simulate } from './testing/forwarding'
import { ENDPOINTS, randomNetworks } from './testing/random-networks'
import { planTraced } from './trace'
import { formatOff, parseOff, switchesOf } from './trace-conditions'
import type { Off, TracedNetwork } from './trace-conditions'
import { singleFailures, whatIf } from './what-if'

const RUNS = { numRuns: 60 }
const planned = randomNetworks.map((network) => ({ network, plan: planTraced(network, 'safe') }))
const nameOf = (off: Off) => (off.kind === 'device' ? formatOff(off) : off.nodeId)

describe('random networks', () => {
  test('what is lost is the difference of the matrices, and nothing is gained', () => {
    fc.assert(
      fc.property(planned, fc.array(fc.nat(40), { maxLength: 4 }), ({ plan }, picks) => {
        const all = switchesOf(plan)
        const conditions = picks.map((pick) => all[pick % all.length]!)
        const { before, after, lost, pairs } = whatIf(plan, conditions)
        const gone = before.names.flatMap((from, index) =>
          before.names
            .slice(index + 1)
            .filter((to) => before.matrix[from]?.[to] !== after.matrix[from]?.[to])
            .map((to) => ({ from, to, reason: after.reasons[from]?.[to] })),
        )
        expect(lost).toEqual(gone)
        expect(pairs.before - pairs.after).toBe(lost.length)
        for (const { reason } of lost) expect(reason).toBe('OFF')
      }),
      RUNS,
    )
  })

  test('a node that is off leaves what the simulation sees without its resource', () => {
    fc.assert(
      fc.property(planned, fc.nat(11), ({ network, plan }, pick) => {
        const { nodeId } = network.resources[pick % network.resources.length]!
        const full = planPeers(network, { mode: 'safe' })
        const less: PlannedNetwork = {
          ...full,
          resources: full.resources.filter((resource) => resource.nodeId !== nodeId),
        }
        const simulated = simulate({ ...network, resources: less.resources }, less)
        const { matrix } = reachabilityMatrix(plan, [{ kind: 'node', nodeId }])
        for (const [from, row] of Object.entries(simulated))
          for (const [to, arrives] of Object.entries(row))
            expect(matrix[from]?.[to], `${from} → ${to}`).toBe(arrives)
        for (const to of Object.keys(matrix)) expect(matrix[nodeId]?.[to] ?? false).toBe(false)
      }),
      RUNS,
    )
  })

  test('a family that is off leaves what the simulation sees without its addresses', () => {
    fc.assert(
      fc.property(planned, fc.nat(11), fc.boolean(), ({ network, plan }, pick, isIpv4) => {
        const { nodeId, endpoints } = network.resources[pick % network.resources.length]!
        const kept = endpoints.filter((address) => address.includes(':') === isIpv4)
        // Without any address the simulation would take it for a hidden node.
        if (kept.length === 0 || kept.length === endpoints.length) return
        const full = planPeers(network, { mode: 'safe' })
        const resources = full.resources.map((resource) =>
          resource.nodeId === nodeId ? { ...resource, endpoints: kept } : resource,
        )
        const simulated = simulate({ ...network, resources }, { ...full, resources })
        const family = isIpv4 ? 'ipv4' : 'ipv6'
        expect(reachabilityMatrix(plan, [{ kind: 'family', nodeId, family }]).matrix).toEqual(
          simulated,
        )
      }),
      { numRuns: 200 },
    )
  })

  test('each single failure cuts what switching it off cuts, and none is left out', () => {
    fc.assert(
      fc.property(planned, ({ plan }) => {
        const failures = new Map(singleFailures(plan).map((one) => [formatOff(one.off), one]))
        for (const off of switchesOf(plan)) {
          const { lost } = whatIf(plan, [off])
          const others = lost.filter(({ from, to }) => from !== nameOf(off) && to !== nameOf(off))
          const found = failures.get(formatOff(off))
          const pairs = others.map(({ from, to }) => ({ from, to }))
          if (found || off.kind !== 'family')
            expect(sorted(found?.cut ?? [])).toEqual(sorted(pairs))
          if (found) expect(found.own).toBe(lost.length - others.length)
        }
      }),
      { numRuns: 40 },
    )
  })
})

const sorted = (pairs: readonly { from: string; to: string }[]) =>
  pairs.map(({ from, to }) => `${from} ${to}`).sort()

describe('single failures of a star', () => {
  const star = (kinds: string[]): TracedNetwork =>
    planTraced(
      {
        name: 'star',
        ipRange: '10.1.0.0/16',
        resources: kinds.map((kind, index) => ({
          nodeId: `n${index}`,
          subnet: `10.1.${index + 1}.0/24`,
          publicKey: `key-${index}`,
          listenPort: 3000,
          endpoints: ENDPOINTS[kind]!(index + 1),
        })),
        accessPoints: [{ nodeId: 'n0', subnet: '10.1.200.0/24', publicKey: 'key-d', ip4: true }],
      },
      'safe',
    )

  test('the router first, then the address of it that carries most', () => {
    const failures = singleFailures(star(['dual', 'hidden', 'hidden', 'ipv6']))
    // Pairs of others: three among the nodes, three with the device.
    expect(failures.map(({ off, cut, own }) => [formatOff(off), cut.length, own])).toEqual([
      ['n0', 6, 4],
      ['endpoint:n0:203.0.113.1', 6, 3],
      ['endpoint:n0:2001:db8::1', 3, 1],
    ])
    expect(failures[2]?.cut).toEqual([
      { from: 'n1', to: 'n3' },
      { from: 'n2', to: 'n3' },
      { from: 'n3', to: 'device:0' },
    ])
  })

  test('among nodes that all dial each other only the device depends on one', () => {
    const failures = singleFailures(star(['dual', 'dual', 'dual']))
    // The first node's IPv6 carries the tunnels to the others, its IPv4 the device's.
    expect(failures.map(({ off, own }) => [formatOff(off), own])).toEqual([
      ['n0', 3],
      ['endpoint:n0:2001:db8::1', 2],
      ['endpoint:n0:203.0.113.1', 1],
    ])
    for (const { cut } of failures)
      expect(cut.map(({ to }) => to)).toEqual(['device:0', 'device:0'])
  })

  test('what is off already is not counted again', () => {
    const network = star(['dual', 'hidden', 'hidden'])
    const off = parseOff(network, 'n0')
    expect(singleFailures(network, [off])).toEqual([])
  })
})
