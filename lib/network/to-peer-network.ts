import type { NetworkDesign, NodeFacts, PeerNetwork } from './model'

/** Object id of a node or a device: the key of positions, public keys and problems. */
export const nodeObject = (nodeId: string) => `node:${nodeId}`
/** @see nodeObject */
export const deviceObject = (deviceId: string) => `device:${deviceId}`

/**
 * Joins a design with the grid's facts and the keys into the planner's input. Order is the design's, so the n-th access
 * point is the n-th device. A node without facts counts as hidden. A key that is not made yet is written as its object
 * id, which no node accepts: planning a draft works, submitting it cannot.
 *
 * @param publicKeys `node:<id>` or `device:<id>` → base64 WireGuard public key
 */
export function toPeerNetwork(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
  publicKeys: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
): PeerNetwork {
  const keyOf = (id: string) => readKey(publicKeys, id) ?? id
  return {
    name: design.name,
    ipRange: design.range,
    resources: design.resources.map(({ nodeId, subnet, listenPort, forceHidden }) => ({
      nodeId,
      subnet,
      listenPort,
      publicKey: keyOf(nodeObject(nodeId)),
      endpoints: forceHidden ? [] : (facts.get(nodeId)?.endpoints ?? []),
    })),
    accessPoints: design.devices.map((device) => ({
      nodeId: device.accessNodeId,
      subnet: device.subnet,
      publicKey: device.ownPublicKey || keyOf(deviceObject(device.id)),
      ip4: device.family === 'ipv4',
    })),
    routers: design.routers,
  }
}

function readKey(
  keys: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  id: string,
): string | undefined {
  if (keys instanceof Map) return keys.get(id) as string | undefined
  return Object.hasOwn(keys, id) ? (keys as Readonly<Record<string, string>>)[id] : undefined
}
