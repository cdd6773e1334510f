import { applyCommand, emptyDesign } from '../commands'
import type { DesignCommand, NodeFacts, Problem } from '../model'

/** A small grid, commands in short, and for every rule designs that break it. */
export const KEY = 'AndhYVLZU5Ee4URhz1pHhMJwRkEx+0DlCz3fEL/PUTk='
export const fact = (
  nodeId: string,
  label: string,
  endpoints: string[],
  rest: Partial<NodeFacts> = {},
) =>
  [nodeId, { nodeId, label, endpoints, takenPorts: [], freshness: 'up', ...rest }] as [
    string,
    NodeFacts,
  ]
export const facts = new Map([
  fact('ghent', 'Ghent, BE', ['203.0.113.1', '2001:db8::1'], { takenPorts: [5147] }),
  fact('vienna', 'Vienna, AT', ['198.51.100.7']),
  fact('lima', 'Lima, PE', ['2001:db8:6::1']),
  fact('cairo', 'Cairo, EG', []),
  fact('oslo', 'Oslo, NO', []),
  fact('quito', 'Quito, EC', ['203.0.113.9'], { freshness: 'down' }),
  fact('tunis', 'Tunis, TN', ['203.0.113.8'], { freshness: 'late' }),
  fact('milan', 'Milan, IT', ['203.0.113.7'], { full: true }),
])

export const add = (nodeId: string): DesignCommand => ({
  type: 'add-resource',
  nodeId,
  takenPorts: [5147],
  seed: 1,
})
export const device = (
  accessNodeId: string,
  rest: Partial<Extract<DesignCommand, { type: 'add-device' }>> = {},
) => ({ type: 'add-device', id: 'laptop', name: 'Laptop', accessNodeId, ...rest }) as DesignCommand
export const set = (nodeId: string, patch: object): DesignCommand => ({
  type: 'set-resource',
  nodeId,
  patch,
})
export const net = (patch: object): DesignCommand => ({ type: 'set-network', patch })
export const build = (...commands: DesignCommand[]) =>
  commands.reduce(applyCommand, emptyDesign('net', '10.60.0.0/16'))

/** code, commands, start of its message, what the fix button says */
export const CASES: [Problem['code'], DesignCommand[], string, string | null][] = [
  ['NAME_INVALID', [add('ghent'), net({ name: 'My net' })], 'The network: its name', null],
  [
    'RANGE_INVALID',
    [add('ghent'), net({ range: '10.60.0.0/17' })],
    'The network: the range 10.60.0.0/17 is a /17',
    null,
  ],
  [
    'RANGE_INVALID',
    [add('ghent'), net({ range: 'nope' })],
    'The network: the range "nope" is no IPv4 CIDR',
    null,
  ],
  [
    'RANGE_IS_PUBLIC',
    [add('ghent'), net({ range: '173.30.0.0/16' })],
    'The network: 173.30.0.0/16 is public',
    'Use 10.30.0.0/16',
  ],
  ['NO_RESOURCES', [], 'The network: it has no nodes yet', null],
  [
    'SUBNET_INVALID',
    [add('ghent'), set('ghent', { subnet: '10.60.1.7/24' })],
    'Ghent, BE: the subnet 10.60.1.7/24 has host bits',
    'Use 10.60.2.0/24',
  ],
  [
    'SUBNET_OUTSIDE',
    [add('ghent'), set('ghent', { subnet: '10.61.1.0/24' })],
    'Ghent, BE: the subnet 10.61.1.0/24 is outside',
    'Use 10.60.1.0/24',
  ],
  [
    'SUBNET_DUPLICATE',
    [add('ghent'), add('vienna'), set('vienna', { subnet: '10.60.1.0/24' })],
    'Vienna, AT: 10.60.1.0/24 is already the subnet of Ghent, BE',
    'Use 10.60.2.0/24',
  ],
  [
    'SUBNET_OVERLAP',
    [add('ghent'), add('vienna'), set('vienna', { subnet: '10.60.0.0/23' })],
    'Vienna, AT: 10.60.0.0/23 overlaps 10.60.1.0/24 of Ghent, BE',
    'Use 10.60.2.0/24',
  ],
  [
    'PORT_INVALID',
    [add('ghent'), set('ghent', { listenPort: 80 })],
    'Ghent, BE: 80 is no usable port',
    'Use 3920',
  ],
  [
    'PORT_IN_USE',
    [add('ghent'), set('ghent', { listenPort: 5147 })],
    'Ghent, BE: port 5147 is used',
    'Use 5148',
  ],
  [
    'NODE_UNKNOWN',
    [add('ghent'), add('CrvAtlantis8wjs')],
    'CrvA…8wjs: the grid does not know this node',
    'Remove the node',
  ],
  ['NODE_DOWN', [add('quito')], 'Quito, EC: the node is down', null],
  ['NODE_LATE', [add('tunis')], 'Tunis, TN: the node is late', null],
  [
    'NO_ROUTER',
    [add('cairo')],
    'Cairo, EG: a hidden node needs a node with a public IPv4 address',
    null,
  ],
  [
    'NO_ROUTER',
    [add('cairo'), add('oslo'), add('lima')],
    'Cairo, EG and Oslo, NO: hidden nodes need',
    null,
  ],
  [
    'NO_ROUTER',
    [add('vienna'), set('vienna', { forceHidden: true })],
    'Vienna, AT: a hidden node',
    'Use the addresses of Vienna, AT',
  ],
  [
    'HIDDEN_ACCESS_POINT',
    [add('ghent'), add('cairo'), device('cairo')],
    'Laptop: Cairo, EG is hidden',
    'Dial Ghent, BE',
  ],
  [
    'HIDDEN_ACCESS_POINT',
    [add('lima'), add('cairo'), device('cairo')],
    'Laptop: Cairo, EG is hidden',
    'Dial Lima, PE',
  ],
  ['HIDDEN_ACCESS_POINT', [add('cairo'), device('cairo')], 'Laptop: Cairo, EG is hidden', null],
  [
    'ENDPOINT_FAMILY',
    [add('vienna'), device('vienna', { family: 'ipv6' })],
    'Laptop: Vienna, AT has no public IPv6',
    'Use IPv4',
  ],
  [
    'ENDPOINT_FAMILY',
    [add('lima'), device('lima')],
    'Laptop: Lima, PE has no public IPv4',
    'Use IPv6',
  ],
  [
    'NETWORK_CYCLE',
    [
      add('ghent'),
      device('ghent'),
      { type: 'set-device', id: 'laptop', patch: { subnet: '10.60.1.0/24' } },
    ],
    'Laptop: its subnet 10.60.1.0/24 leads back',
    'Use 10.60.245.0/24',
  ],
  [
    'PAIR_UNREACHABLE',
    [add('vienna'), add('lima')],
    'Vienna, AT and Lima, PE: they cannot reach each other. One has only IPv4',
    null,
  ],
  [
    'DEVICE_KEY_INVALID',
    [add('ghent'), device('ghent', { ownPublicKey: 'secret' })],
    'Laptop: its public key is not 32 bytes',
    null,
  ],
  [
    'DEVICE_KEY_INVALID',
    [
      add('ghent'),
      device('ghent', { ownPublicKey: KEY }),
      device('ghent', { id: 'b', name: 'Phone', ownPublicKey: KEY }),
    ],
    'Phone: its public key is also that of Laptop',
    null,
  ],
]

/** The rules of what tfuser's peers lose, of routers and of the rest that came later. */
export const LATER_CASES: typeof CASES = [
  [
    'RANGE_OVERLAPS_LAN',
    [add('ghent'), net({ range: '192.168.0.0/16' })],
    'The network: most home and office routers use 192.168.0.0/16',
    'Use 10.168.0.0/16',
  ],
  [
    'RANGE_OVERLAPS_LAN',
    [add('ghent'), net({ range: '10.0.0.0/16' })],
    'The network: many routers and cloud networks use 10.0.0.0/24',
    'Use 10.40.0.0/16',
  ],
  [
    'RANGE_OVERLAPS_LAN',
    [add('ghent'), net({ range: '10.42.0.0/16' })],
    'The network: k3s gives its pods 10.42.0.0/16',
    'Use 10.40.0.0/16',
  ],
  [
    'TUNNEL_COLLISION',
    [
      add('ghent'),
      add('vienna'),
      set('vienna', { subnet: '10.60.1.128/25' }),
      set('ghent', { subnet: '10.60.1.0/25' }),
    ],
    'Vienna, AT: its tunnel address 100.64.60.1/32 is also that of Ghent, BE',
    'Use 10.60.2.0/24',
  ],
  ['NODE_FULL', [add('milan')], 'Milan, IT: it has no vCPU or memory left', null],
  [
    'ROUTER_UNFIT',
    [add('ghent'), add('cairo'), net({ routers: ['cairo', 'ghent'] })],
    'Cairo, EG: it is chosen as a router but is hidden',
    'Do not route through Cairo, EG',
  ],
  [
    'ROUTER_UNFIT',
    [add('ghent'), net({ routers: ['elsewhere-9wjs'] })],
    'else…9wjs: it is chosen as a router but is not in the network',
    'Do not route through else…9wjs',
  ],
  [
    'SINGLE_ROUTER',
    [add('ghent'), add('cairo'), add('oslo')],
    'Ghent, BE: it alone carries Cairo, EG and Oslo, NO; if it stops',
    'Add Graz, AT',
  ],
  [
    'SINGLE_ROUTER',
    [add('ghent'), add('vienna'), add('lima'), add('cairo')],
    'Ghent, BE: it alone carries Vienna, AT and Lima, PE and 1 more pair',
    'Add Graz, AT',
  ],
  ['NO_ROUTER', [add('oslo')], 'Oslo, NO: a hidden node needs', 'Add Graz, AT'],
  [
    'PAIR_UNREACHABLE',
    [add('lima'), add('vienna')],
    'Lima, PE and Vienna, AT: they cannot reach each other',
    'Add Graz, AT',
  ],
  [
    'HIDDEN_ACCESS_POINT',
    [add('vienna'), device('vienna'), set('vienna', { forceHidden: true })],
    'Laptop: Vienna, AT is hidden',
    'Use the addresses of Vienna, AT',
  ],
  [
    'MTU_INVALID',
    [add('ghent'), device('ghent'), { type: 'set-device', id: 'laptop', patch: { mtu: 1500 } }],
    'Laptop: an MTU of 1500 is more than the tunnels carry',
    'Use 1420',
  ],
  [
    'MTU_INVALID',
    [add('ghent'), device('ghent'), { type: 'set-device', id: 'laptop', patch: { mtu: 576 } }],
    'Laptop: an MTU of 576 is less than IPv6 can work with',
    'Use 1280',
  ],
  [
    'DUPLICATE_ALLOWED_IPS',
    [add('cairo'), add('ghent'), add('vienna'), add('oslo'), net({ mode: 'compat' })],
    'Vienna, AT: 10.60.1.0/24 and 10.60.4.0/24 stand on the peers',
    'Use safe peers',
  ],
  [
    'FAMILY_MISMATCH',
    [add('ghent'), add('vienna'), add('lima'), net({ mode: 'compat' })],
    'Vienna, AT and Lima, PE: one has only IPv4, the other only IPv6',
    'Use safe peers',
  ],
  [
    'FAMILY_MISMATCH',
    [add('vienna'), add('lima'), net({ mode: 'compat' })],
    'Vienna, AT and Lima, PE: one has only IPv4',
    'Use safe peers',
  ],
]
