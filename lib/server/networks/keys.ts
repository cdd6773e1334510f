import { randomBytes } from 'node:crypto'
import { toHex, utf8 } from '@/lib/crypto/encoding'
import { sealFor } from '@/lib/crypto/sealed-box'
import { parseWireGuardKey, wireGuardKeyPair } from '@/lib/crypto/wireguard-keys'
import type { NetworkDesign } from '@/lib/network/model'
import { deviceObject, nodeObject } from '@/lib/network/to-peer-network'
import type { Transaction } from '@/lib/server/db/client'
import { seal } from '@/lib/server/vault/vault'

/** A key to be written: `sealedPrivate` is sealed to its node, or in the vault, or null for a person's own key. */
export interface NewKey {
  holder: string
  publicKey: string
  sealedPrivate: string | null
}

interface KnownKey {
  publicKey: string
  sealedPrivate: string | null
}

/** A node's key pair: the private half is sealed to the node at once and kept nowhere else. */
function nodeKey(nodeId: string): NewKey {
  const { privateKey, publicKey } = wireGuardKeyPair(randomBytes(32))
  const sealedPrivate = toHex(sealFor(nodeId, utf8(privateKey)))
  return { holder: nodeObject(nodeId), publicKey, sealedPrivate }
}

async function deviceKey(networkId: string, deviceId: string): Promise<NewKey> {
  const { privateKey, publicKey } = wireGuardKeyPair(randomBytes(32))
  const holder = deviceObject(deviceId)
  const ref = { table: 'WireGuardKey', row: `${networkId}/${holder}`, field: 'sealedPrivate' }
  return { holder, publicKey, sealedPrivate: await seal(ref, utf8(privateKey)) }
}

function isKey(text: string): boolean {
  try {
    return parseWireGuardKey(text).length === 32
  } catch {
    return false
  }
}

/**
 * Keys the design needs and the network does not have. What has a key keeps it; nothing is taken away, so that undoing a
 * removal finds the old key again.
 *
 * @throws DomainError `INVALID_NODE_ID` when a node id is no key
 */
export async function missingKeys(
  networkId: string,
  design: NetworkDesign,
  known: ReadonlyMap<string, KnownKey>,
): Promise<NewKey[]> {
  const nodes = design.resources
    .filter(({ nodeId }) => !known.has(nodeObject(nodeId)))
    .map(({ nodeId }) => nodeKey(nodeId))
  const devices = design.devices.map(async ({ id, ownPublicKey }): Promise<NewKey | null> => {
    const holder = deviceObject(id)
    const has = known.get(holder)
    if (ownPublicKey === undefined || ownPublicKey === '')
      return has?.sealedPrivate ? null : deviceKey(networkId, id)
    // A key that is none yet is a problem of the draft; it is stored in the design only.
    if (!isKey(ownPublicKey) || (has?.publicKey === ownPublicKey && !has.sealedPrivate)) return null
    return { holder, publicKey: ownPublicKey, sealedPrivate: null }
  })
  return [...nodes, ...(await Promise.all(devices)).filter((key) => key !== null)]
}

/** Writes keys; one of the same holder is replaced. */
export async function writeKeys(
  tx: Transaction,
  networkId: string,
  keys: readonly NewKey[],
): Promise<void> {
  if (keys.length === 0) return
  await tx.wireGuardKey.deleteMany({
    where: { networkId, holder: { in: keys.map((key) => key.holder) } },
  })
  await tx.wireGuardKey.createMany({ data: keys.map((key) => ({ ...key, networkId })) })
}
