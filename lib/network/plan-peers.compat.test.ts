import { describe, expect, test } from 'vitest'
import { DomainError } from '@/lib/errors/domain-error'
import type { PeerNetwork } from './model'
import { parseNetworkJson } from './network-json'
import { planPeers } from './plan-peers'
import { simulate } from './testing/forwarding'
import {
  loadRandomLines,
  loadScenarios,
  loadTruth,
  peersOf,
  toPeerInput,
  toSortedPeers,
} from './testing/vectors'
import type { GeneratorInput, Scenario, ScenarioStep } from './testing/vectors'

const scenarios = loadScenarios()
const lines = loadRandomLines()
const truth = loadTruth()

/** The planner's answer in the vectors' form: peers, or the original's error. */
function answer(input: PeerNetwork) {
  try {
    return toSortedPeers(planPeers(input, { mode: 'compat' }))
  } catch (error) {
    return error instanceof DomainError ? error.details['original'] : String(error)
  }
}

test('the vector files are complete', () => {
  expect([scenarios.length, lines.length, truth.length]).toEqual([26, 300, 40])
  expect(lines.filter(({ error }) => error !== undefined)).toHaveLength(15)
})

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'plans the peers of scenario %s',
  (_, { generate_peers: input }) => {
    expect(answer(toPeerInput(input))).toEqual(
      input.error ?? peersOf(input.expected_network_sorted),
    )
  },
)

test('plans the peers of all 300 random networks, errors included', () => {
  lines.forEach((line, index) => {
    const expected = line.error ?? line.expected_peers_sorted
    expect(answer(toPeerInput(line)), `line ${index + 1}`).toEqual(expected)
  })
})

describe('steps of the scenarios', () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (_, scenario) => {
      const checked = replay(scenario)
      expect(checked).toBe(scenario.steps.filter(plans).length)
    },
  )
})

/** Steps in which the original plans peers. */
function plans({ op, error, panic }: ScenarioStep): boolean {
  const failedEarlier = error !== null && !error.startsWith('failed to generate peers: ')
  return ['create', 'add-node', 'add-access', 'reload'].includes(op) && !failedEarlier && !panic
}

/** Replays a scenario's steps and compares the peers after each; answers how many were compared. */
function replay({ nodes, steps }: Scenario): number {
  const endpoints = new Map(
    Object.values(nodes).map((node) => [node.node_id, node.expected_pub_endpoints ?? []]),
  )
  let input: GeneratorInput = { net_resources: [], access_points: [] }
  let checked = 0
  for (const step of steps.filter(plans)) {
    const wanted = step.network_sorted
    if (!wanted) throw new Error('a step without a network')
    const next = after(input, step, endpoints)
    const got = answer(toPeerInput(next))
    if (step.error === null) {
      expect(got).toEqual(peersOf(wanted))
      input = next
    } else expect(`failed to generate peers: ${String(got)}`).toBe(step.error)
    checked += 1
  }
  return checked
}

function after(
  input: GeneratorInput,
  { op, args, wg_public_key = '' }: ScenarioStep,
  endpoints: ReadonlyMap<string, string[]>,
): GeneratorInput {
  const [node_id, subnet] = [args.node ?? '', args.subnet ?? '']
  if (op === 'add-node')
    return {
      ...input,
      net_resources: [
        ...input.net_resources,
        {
          node_id,
          subnet,
          wg_public_key,
          // The original cuts a port to 16 bits.
          wg_listen_port: (args.port ?? 0) & 0xffff,
          pub_endpoints: args.force_hidden ? [] : (endpoints.get(node_id) ?? []),
        },
      ],
    }
  if (op !== 'add-access') return input
  const key = args.wgpubkey || wg_public_key
  const access = { node_id, subnet, wg_public_key: key, ip4: args.ip4 ?? false }
  return { ...input, access_points: [...(input.access_points ?? []), access] }
}

test('a removed node stays behind as a device of the others, as in the original', () => {
  const scenario = scenarios.find(({ name }) => name === '24_remove_only')
  const file = scenario?.steps.find(({ op }) => op === 'remove-node')?.reservation_file ?? ''
  const { design } = parseNetworkJson(file)
  expect(
    design.devices.map(({ accessNodeId, subnet, ownPublicKey }) => [
      accessNodeId,
      subnet,
      ownPublicKey,
    ]),
  ).toEqual(
    scenario?.generate_peers.access_points?.map((access) => [
      access.node_id,
      access.subnet,
      access.wg_public_key,
    ]),
  )
})

test('a device with its access node’s own subnet is refused in both modes, never a hang', () => {
  const network: PeerNetwork = {
    name: 'loop',
    ipRange: '10.1.0.0/16',
    resources: [
      {
        nodeId: 'a',
        subnet: '10.1.1.0/24',
        publicKey: 'A',
        listenPort: 3001,
        endpoints: ['203.0.113.1'],
      },
      {
        nodeId: 'b',
        subnet: '10.1.2.0/24',
        publicKey: 'B',
        listenPort: 3002,
        endpoints: ['203.0.113.2'],
      },
    ],
    accessPoints: [{ nodeId: 'a', subnet: '10.1.1.0/24', publicKey: 'D', ip4: true }],
  }
  for (const mode of ['compat', 'safe'] as const)
    expect(() => planPeers(network, { mode })).toThrow(
      expect.objectContaining({ code: 'NETWORK_CYCLE' }),
    )
})

test('a circle over two devices is refused, a chain is not', () => {
  const network = (second: string): PeerNetwork => ({
    name: 'chain',
    ipRange: '10.1.0.0/16',
    resources: ['a', 'b', 'c'].map((nodeId, index) => ({
      nodeId,
      subnet: `10.1.${index + 1}.0/24`,
      publicKey: nodeId,
      listenPort: 3000,
      endpoints: ['203.0.113.1'],
    })),
    accessPoints: [
      { nodeId: 'a', subnet: '10.1.2.0/24', publicKey: 'd', ip4: true },
      { nodeId: 'b', subnet: second, publicKey: 'e', ip4: true },
    ],
  })
  const plan = (second: string) => planPeers(network(second), { mode: 'compat' })
  expect(() => plan('10.1.1.0/24')).toThrow(expect.objectContaining({ code: 'NETWORK_CYCLE' }))
  const toA = plan('10.1.9.0/24').resources[2]?.peers[0]
  expect(toA?.allowedIps).toEqual(
    ['1', '2', '9'].flatMap((octet) => [`10.1.${octet}.0/24`, `100.64.1.${octet}/32`]),
  )
})

test('devices that share subnets in a chain are refused before the list fills the memory', () => {
  const links = Array.from({ length: 40 }, (_, index) => index)
  const network: PeerNetwork = {
    name: 'doubling',
    ipRange: '10.1.0.0/16',
    resources: [...links, 100].map((octet) => ({
      nodeId: `n${octet}`,
      subnet: `10.1.${octet}.0/24`,
      publicKey: `key-${octet}`,
      listenPort: 3000,
      endpoints: ['203.0.113.1'],
    })),
    accessPoints: links.flatMap((octet) => {
      const link = { nodeId: `n${octet}`, subnet: `10.1.${octet + 1}.0/24`, ip4: true }
      return [
        { ...link, publicKey: `a${octet}` },
        { ...link, publicKey: `b${octet}` },
      ]
    }),
  }
  expect(() => planPeers(network, { mode: 'compat' })).toThrow(
    expect.objectContaining({ code: 'SUBNET_DUPLICATE' }),
  )
})

test('a subnet that is no CIDR is refused with a sentence', () => {
  const bad = { ...toPeerInput({ net_resources: [], access_points: [] }) }
  const resource = { nodeId: 'a', subnet: 'nope', publicKey: 'A', listenPort: 1, endpoints: [] }
  for (const mode of ['compat', 'safe'] as const)
    expect(() => planPeers({ ...bad, resources: [resource] }, { mode })).toThrow(
      expect.objectContaining({ code: 'INVALID_CIDR' }),
    )
})

test('the forwarding simulation agrees with real WireGuard on every measured pair', () => {
  let pairs = 0
  for (const { line, matrix } of truth) {
    const input = toPeerInput(lines[line - 1]!)
    const got = simulate(input, planPeers(input, { mode: 'compat' }))
    expect(got, `line ${line}`).toEqual(matrix)
    pairs += Object.values(matrix).flatMap((row) => Object.keys(row)).length
  }
  expect(pairs).toBeGreaterThan(1000)
})
