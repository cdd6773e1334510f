import type { Peer, PlannedNetwork, PlannedResource } from './model'

export type ChangeKind = 'add' | 'change' | 'remove' | 'keep'

/** A peer with the name of who it is. */
export interface LabelledPeer extends Peer {
  label: string
}

export interface PeerChange {
  kind: ChangeKind
  label: string
  before: LabelledPeer | null
  after: LabelledPeer | null
}

export interface FieldChange {
  field: string
  before: string
  after: string
}

/** What happens to one node's resource. Subnet, port and key are the new ones, or the old ones when it goes. */
export interface ResourceChange {
  kind: ChangeKind
  nodeId: string
  subnet: string
  listenPort: number
  publicKey: string
  fieldChanges: readonly FieldChange[]
  peers: readonly PeerChange[]
}

/** What people call the owner of a public key: the label of a node or the name of a device. */
export type LabelOf = (publicKey: string) => string

/**
 * Compares two planned networks node by node: the new one's order, then what goes. Peers are matched by the node they
 * stand for, devices by their subnet, so that a new key shows as a change. The order of allowed IPs does not count.
 *
 * @param before what runs now; null: nothing
 */
export function diffPlanned(
  before: PlannedNetwork | null,
  after: PlannedNetwork,
  labelOf: LabelOf,
): ResourceChange[] {
  const old = new Map((before?.resources ?? []).map((resource) => [resource.nodeId, resource]))
  const kept = new Set(after.resources.map(({ nodeId }) => nodeId))
  // A node whose own reservation failed is a peer in what runs, but no resource of it: both sides name the owners.
  const nodes = new Map([...owners(before), ...owners(after)])
  const compare = (from: PlannedResource | null, to: PlannedResource | null) =>
    changeOf(from, to, diffPeers(byOwner(from, nodes), byOwner(to, nodes), labelOf))
  return [
    ...after.resources.flatMap(
      (resource) => compare(old.get(resource.nodeId) ?? null, resource) ?? [],
    ),
    ...[...old.values()]
      .filter(({ nodeId }) => !kept.has(nodeId))
      .flatMap((resource) => compare(resource, null) ?? []),
  ]
}

/** Whether anything in a change is worth a new reservation. */
export function isChanged(change: ResourceChange): boolean {
  return change.kind !== 'keep'
}

function changeOf(
  before: PlannedResource | null,
  after: PlannedResource | null,
  peers: PeerChange[],
): ResourceChange | null {
  const shown = after ?? before
  if (!shown) return null
  const fieldChanges = before && after ? diffFields(before, after) : []
  const same = fieldChanges.length === 0 && peers.every(({ kind }) => kind === 'keep')
  const kind = !before ? 'add' : !after ? 'remove' : same ? 'keep' : 'change'
  const { nodeId, subnet, listenPort, publicKey } = shown
  return { kind, nodeId, subnet, listenPort, publicKey, fieldChanges, peers }
}

function diffFields(before: PlannedResource, after: PlannedResource): FieldChange[] {
  const fields: [string, string, string][] = [
    ['subnet', before.subnet, after.subnet],
    ['listen port', String(before.listenPort), String(after.listenPort)],
    ['public key', before.publicKey, after.publicKey],
  ]
  return fields
    .filter(([, from, to]) => from !== to)
    .map(([field, from, to]) => ({ field, before: from, after: to }))
}

function diffPeers(
  before: ReadonlyMap<string, Peer>,
  after: ReadonlyMap<string, Peer>,
  labelOf: LabelOf,
): PeerChange[] {
  const gone = [...before.keys()].filter((owner) => !after.has(owner))
  return [...after.keys(), ...gone].map((owner) => {
    const [from, to] = [before.get(owner) ?? null, after.get(owner) ?? null]
    const [fromView, toView] = [labelled(from, labelOf), labelled(to, labelOf)]
    return {
      kind: peerKind(from, to),
      label: toView?.label ?? fromView?.label ?? '',
      before: fromView,
      after: toView,
    }
  })
}

function labelled(peer: Peer | null, labelOf: LabelOf): LabelledPeer | null {
  return peer && { ...peer, label: labelOf(peer.publicKey) }
}

function peerKind(before: Peer | null, after: Peer | null): ChangeKind {
  if (!before) return 'add'
  if (!after) return 'remove'
  return samePeer(before, after) ? 'keep' : 'change'
}

function samePeer(a: Peer, b: Peer): boolean {
  const sorted = ({ allowedIps }: Peer) => [...allowedIps].sort().join(' ')
  return (
    a.subnet === b.subnet &&
    a.publicKey === b.publicKey &&
    a.endpoint === b.endpoint &&
    sorted(a) === sorted(b)
  )
}

/** Public key → node id. */
function owners(network: PlannedNetwork | null): ReadonlyMap<string, string> {
  return new Map((network?.resources ?? []).map(({ publicKey, nodeId }) => [publicKey, nodeId]))
}

function byOwner(
  resource: PlannedResource | null,
  nodes: ReadonlyMap<string, string>,
): Map<string, Peer> {
  const entries = (resource?.peers ?? []).map((peer): [string, Peer] => {
    const nodeId = nodes.get(peer.publicKey)
    return [nodeId === undefined ? `device ${peer.subnet}` : `node ${nodeId}`, peer]
  })
  return new Map(entries)
}
