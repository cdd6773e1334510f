import { expect, test } from 'vitest'
import { quoteDot, toDot } from './dot'
import type { PlannedNetwork } from './model'
import { loadScenarios, toPeerInput } from './testing/vectors'
import type { Scenario } from './testing/vectors'

const scenarios = loadScenarios()

/** What the original draws: the saved network, with the endpoints it looked up. */
function saved({ generate_peers: input, expected }: Scenario): PlannedNetwork {
  const network = expected.network_sorted
  const endpoints = new Map(
    toPeerInput(input).resources.map((node) => [node.nodeId, node.endpoints]),
  )
  return {
    name: network.name,
    ipRange: network.ip_range,
    unreachable: [],
    resources: network.net_resources.map((resource) => ({
      nodeId: resource.node_id,
      subnet: resource.subnet,
      publicKey: resource.wg_public_key,
      listenPort: resource.wg_listen_port,
      endpoints: endpoints.get(resource.node_id) ?? [],
      peers: resource.peers.map((peer) => ({
        subnet: peer.subnet,
        publicKey: peer.wg_public_key,
        allowedIps: peer.allowed_ips,
        endpoint: peer.endpoint,
      })),
    })),
  }
}

test('every scenario has a graph', () => {
  expect(scenarios).toHaveLength(26)
  expect(scenarios.every(({ steps }) => steps.at(-1)?.op === 'graph')).toBe(true)
})

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  'draws the graph of %s',
  (_, scenario) => {
    const graph = toDot(saved(scenario))
    expect(graph).toBe(scenario.expected.dot_sorted)
    expect(graph).toBe(scenario.steps.at(-1)?.dot_sorted)
  },
)

test('hostile text stays inside its quotes', () => {
  expect(quoteDot('a"];\nevil [label="')).toBe('"a\\"];\\nevil [label=\\""')
  expect(quoteDot('back\\slash\u0000\r\n')).toBe('"back\\\\slash\\n"')
  const graph = toDot({
    name: 'n',
    ipRange: '"]; x',
    resources: [
      { nodeId: 'a"]; b', subnet: '\n{', publicKey: 'k', listenPort: 1, endpoints: [], peers: [] },
    ],
    unreachable: [],
  })
  expect(graph.split('\n')[2]).toBe(
    '\tn1[color="blue",label="a\\"]; b\\n\\n{",shape="box",style="dashed"];',
  )
})

test('peers whose key belongs to nobody twice are drawn once', () => {
  const peer = { subnet: '10.1.9.0/24', publicKey: 'd', allowedIps: ['10.1.9.0/24'], endpoint: '' }
  const resource = (nodeId: string, octet: number) => ({
    nodeId,
    subnet: `10.1.${octet}.0/24`,
    publicKey: nodeId,
    listenPort: 1,
    endpoints: ['203.0.113.1'],
    peers: [peer],
  })
  const graph = toDot({
    name: 'n',
    ipRange: '10.1.0.0/16',
    resources: [resource('a', 1), resource('b', 2)],
    unreachable: [],
  })
  expect(graph.match(/External network/g)).toHaveLength(1)
})
