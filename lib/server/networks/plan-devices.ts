import { shortKey } from '@/lib/network/labels'
import type { DeviceDesign, NetworkDesign, Peer, PlannedNetwork } from '@/lib/network/model'
import { deviceObject } from '@/lib/network/to-peer-network'
import type { PlanView } from '@/lib/schemas/views'

type DeviceChange = PlanView['deviceChanges'][number]
interface Standing {
  nodeId: string
  peer: Peer
}

/** Peers of a network that are devices: their key belongs to no resource. By key. */
function devicesIn(network: PlannedNetwork): Map<string, Standing> {
  const nodes = new Set(network.resources.map(({ publicKey }) => publicKey))
  return new Map(
    network.resources.flatMap(({ nodeId, peers }) =>
      peers
        .filter((peer) => peer.endpoint === '' && !nodes.has(peer.publicKey))
        .map((peer): [string, Standing] => [peer.publicKey, { nodeId, peer }]),
    ),
  )
}

/** Devices that join, leave or move. A device's key never reaches the grid's own resources, so keys tell them apart. */
export function deviceChanges(
  design: NetworkDesign,
  publicKeys: ReadonlyMap<string, string>,
  before: PlannedNetwork,
  planned: PlannedNetwork,
): DeviceChange[] {
  // A node that leaves in this plan is still listed as a peer by others: it is no device.
  const nodeKeys = new Set(planned.resources.map(({ publicKey }) => publicKey))
  const standing = new Map([...devicesIn(before)].filter(([key]) => !nodeKeys.has(key)))
  const keyOf = (device: DeviceDesign) =>
    device.ownPublicKey || publicKeys.get(deviceObject(device.id)) || deviceObject(device.id)
  const wanted = new Set(design.devices.map(keyOf))
  const joining = design.devices.flatMap((device) => {
    const old = standing.get(keyOf(device))
    return changeOf(device, old) ?? []
  })
  const leaving = [...standing]
    .filter(([key]) => !wanted.has(key))
    .map(([key, { peer }]): DeviceChange => {
      const name = `Device ${shortKey(key)}`
      return { kind: 'remove', id: key, name, summary: `${name} loses ${peer.subnet}.` }
    })
  return [...joining, ...leaving]
}

function changeOf(device: DeviceDesign, old: Standing | undefined): DeviceChange | null {
  const { id, name, subnet } = device
  if (!old) return { kind: 'add', id, name, summary: `${name} joins with ${subnet}.` }
  if (old.nodeId === device.accessNodeId && old.peer.subnet === subnet) return null
  const what =
    old.peer.subnet === subnet ? 'another access point' : `${old.peer.subnet} → ${subnet}`
  return { kind: 'change', id, name, summary: `${name} moves: ${what}.` }
}
