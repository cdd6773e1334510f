import type { NetworkDesign, NodeFacts } from '@/lib/network/model'
import type { NetworkView } from '@/lib/schemas/views'

const NODES = [
  { nodeId: 'ghent', endpoints: ['198.51.100.7', '2001:db8::7'], label: 'Ghent BE' },
  { nodeId: 'vienna', endpoints: ['198.51.100.9'], label: 'Vienna AT' },
  { nodeId: 'lochristi', endpoints: [], label: 'Lochristi BE' },
  { nodeId: 'zurich', endpoints: ['2001:db8:a1::9'], label: 'Zürich CH' },
] as const

/** Four nodes, one of each class. */
export const FACTS: ReadonlyMap<string, NodeFacts> = new Map(
  NODES.map((node) => [node.nodeId, { ...node, takenPorts: [], freshness: 'up' as const }]),
)

export const DESIGN: NetworkDesign = {
  name: 'kestrel',
  range: '10.40.0.0/16',
  mode: 'safe',
  resources: NODES.map(({ nodeId }, index) => ({
    nodeId,
    subnet: `10.40.${index + 1}.0/24`,
    listenPort: 3000 + index,
    forceHidden: false,
  })),
  devices: [
    {
      id: 'laptop',
      name: 'ada-laptop',
      accessNodeId: 'ghent',
      subnet: '10.40.245.0/24',
      family: 'ipv4',
    },
  ],
  routers: [],
}

export function networkView(patch: Partial<NetworkView> = {}): NetworkView {
  return {
    id: 'n',
    name: DESIGN.name,
    range: DESIGN.range,
    gridId: 'g',
    gridName: 'devnet',
    resources: 4,
    devices: 1,
    state: 'draft',
    staged: 4,
    endsAt: null,
    updatedAt: '2026-11-24T13:31:00Z',
    revision: 3,
    identityId: null,
    design: structuredClone(DESIGN) as NetworkView['design'],
    positions: {},
    publicKeys: {},
    deviceKeys: {},
    stagedDevices: [],
    deployed: {},
    problems: [],
    operationId: null,
    ...patch,
  }
}
