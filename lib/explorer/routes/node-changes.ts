import type {
  capacityCodec,
  interfacesCodec,
  publicConfigCodec,
} from '@/lib/explorer/wire/report-codecs'
import type { CodecValue } from '@/lib/explorer/go-decode/codec'
import type { NodeRecord } from '@/lib/explorer/wire/node-codec'

// The original hashes fields that its encoder does not see, so every machine has these hashes.
const HARDWARE_HASH = '5b7b7d2c7b7d2c7b7d2c7b7d5dd41d8cd98f00b204e9800998ecf8427e'
const DISK_HASH =
  '5b7b7d2c7b7d2c7b7d2c7b7d2c7b7d2c7b7d2c7b7d2c7b7d5dd41d8cd98f00b204e9800998ecf8427e'

/** The node with the interfaces it reported. */
export function withInterfaces(
  node: NodeRecord,
  sent: CodecValue<typeof interfacesCodec>,
): NodeRecord {
  return { ...node, ifaces: sent?.filter((iface) => iface !== null) ?? null }
}

/**
 * The node with a public interface. As in the original, the kind of interface and the VLAN are lost and the version is
 * counted here, whatever the client sends.
 */
export function withPublicConfig(
  node: NodeRecord,
  sent: CodecValue<typeof publicConfigCodec>,
): NodeRecord {
  const { master, ipv4, ipv6, gw4, gw6 } = sent
  const version = node.public_config === null ? 0n : node.public_config.version + 1n
  return { ...node, public_config: { master, type: 0n, ipv4, ipv6, gw4, gw6, version } }
}

/** The node with its measured capacity, and a proof of it when that is the first. */
export function withCapacity(
  node: NodeRecord,
  sent: CodecValue<typeof capacityCodec>,
  proofs: { hardware: string; disks: string; created: bigint },
): NodeRecord {
  const known = node.proofs ?? []
  const isKnown = known.some(
    (proof) => proof.hardware_hash === HARDWARE_HASH && proof.disk_hash === DISK_HASH,
  )
  const proof = { ...proofs, hardware_hash: HARDWARE_HASH, disk_hash: DISK_HASH }
  return {
    ...node,
    total_resources: sent.capacity,
    proofs: isKnown ? node.proofs : [...known, proof],
  }
}
