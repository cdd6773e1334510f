import { readFileSync, readdirSync } from 'node:fs'
import type { WireNetwork, WireNode } from '@/lib/protocol/types'
import type { PeerNetwork, PlannedNetwork } from '../model'

/** The vector files of this folder, as the original programs wrote them. */
const FOLDER = new URL('../vectors/', import.meta.url)

export interface GeneratorInput {
  name?: string
  ip_range?: string
  net_resources: {
    node_id: string
    subnet: string
    wg_public_key: string
    wg_listen_port: number
    pub_endpoints: string[] | null
  }[]
  access_points: { node_id: string; subnet: string; wg_public_key: string; ip4: boolean }[] | null
}

export interface RandomLine extends GeneratorInput {
  expected_peers_sorted?: {
    node_id: string
    peers: WireNetwork['net_resources'][number]['peers']
  }[]
  error?: string
}

export interface ScenarioStep {
  op: string
  args: {
    node?: string
    subnet?: string
    port?: number
    force_hidden?: boolean
    ip4?: boolean
    wgpubkey?: string
    name?: string
    cidr?: string
  }
  error: string | null
  panic?: string
  order: 'exact' | 'any'
  file_changed: boolean
  network_sorted?: WireNetwork
  reservation_file?: string
  dot_sorted?: string
  stdout?: string
  wg_private_key?: string
  wg_public_key?: string
}

export interface Scenario {
  name: string
  nodes: Record<
    string,
    { node_id: string; expected_pub_endpoints: string[] | null; explorer_node: WireNode }
  >
  steps: ScenarioStep[]
  expected: {
    dot_sorted: string
    network_sorted: WireNetwork
    reservation_file_sample: string
    wg_conf: string[] | null
  }
  generate_peers: GeneratorInput & { error: string | null; expected_network_sorted: WireNetwork }
}

export interface TruthLine {
  line: number
  mode: string
  matrix: Record<string, Record<string, boolean>>
}

/** All scenarios, by file name. */
export function loadScenarios(): Scenario[] {
  const folder = new URL('networks/', FOLDER)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Scenario)
}

/** The 300 random inputs with the original's answers. */
export const loadRandomLines = () => loadLines<RandomLine>('networks-random.jsonl')

/** Who could ping whom with real WireGuard. */
export const loadTruth = () => loadLines<TruthLine>('matrix-truth.jsonl')

export function loadEndpointVectors() {
  const text = readFileSync(new URL('endpoint_ips.json', FOLDER), 'utf8')
  return JSON.parse(text) as {
    vectors: { ip: string; is_ipv4: boolean; printed: string; usable_endpoint: boolean }[]
  }
}

/** tfuser's generator input as ours. */
export function toPeerInput(input: GeneratorInput): PeerNetwork {
  return {
    name: input.name ?? '',
    ipRange: input.ip_range ?? '',
    resources: input.net_resources.map((resource) => ({
      nodeId: resource.node_id,
      subnet: resource.subnet,
      publicKey: resource.wg_public_key,
      listenPort: resource.wg_listen_port,
      endpoints: resource.pub_endpoints ?? [],
    })),
    accessPoints: (input.access_points ?? []).map((access) => ({
      nodeId: access.node_id,
      subnet: access.subnet,
      publicKey: access.wg_public_key,
      ip4: access.ip4,
    })),
  }
}

/** Planned peers in the vectors' spelling, allowed IPs sorted. */
export function toSortedPeers({ resources }: Pick<PlannedNetwork, 'resources'>) {
  return resources.map(({ nodeId, peers }) => ({
    node_id: nodeId,
    peers: peers.map((peer) => ({
      subnet: peer.subnet,
      wg_public_key: peer.publicKey,
      allowed_ips: [...peer.allowedIps].sort(),
      endpoint: peer.endpoint,
    })),
  }))
}

/** The peers of a network file in the same form. */
export function peersOf(network: WireNetwork) {
  return network.net_resources.map(({ node_id, peers }) => ({ node_id, peers }))
}

function loadLines<Line>(file: string): Line[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
}
