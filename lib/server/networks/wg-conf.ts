import { fromUtf8 } from '@/lib/crypto/encoding'
import { DomainError } from '@/lib/errors/domain-error'
import type { DeviceDesign } from '@/lib/network/model'
import { deviceObject, nodeObject } from '@/lib/network/to-peer-network'
import { nodeFacts } from '@/lib/server/nodes/nodes'
import { unseal } from '@/lib/server/vault/vault'
import { buildWgQuick } from '@/lib/wireguard/wg-quick'
import { designOf, publicKeysOf, type NetworkRow } from './row'

// wg-quick takes the file's name as the interface's, and Linux allows 15 characters.
const INTERFACE_CHARS = 15
const OWN_KEY_NOTE =
  '# The PrivateKey line below is a placeholder: put the private key of this device there. It never left the device.\n'

/** File name wg-quick can use as an interface name. */
export function wgFileName(networkName: string, deviceName: string): string {
  const slug = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
  const device = slug(deviceName).slice(0, 8)
  const room = INTERFACE_CHARS - (device ? device.length + 1 : 0)
  const name = [slug(networkName).slice(0, room).replace(/-+$/, ''), device]
    .filter(Boolean)
    .join('-')
    .replace(/-+$/, '')
  return `${name || 'wg0'}.conf`
}

/**
 * Text of a device's wg.conf, from the design as it is saved and the endpoints its access point has now.
 *
 * @throws DomainError `DEVICE_KEY_UNKNOWN`, `HIDDEN_ACCESS_POINT`
 */
export async function wgQuickText(row: NetworkRow, device: DeviceDesign): Promise<string> {
  const design = designOf(row)
  const access = design.resources.find(({ nodeId }) => nodeId === device.accessNodeId)
  const accessKey = publicKeysOf(row).get(nodeObject(device.accessNodeId))
  if (!access || !accessKey)
    throw new DomainError(
      'DEVICE_KEY_UNKNOWN',
      'The access node of this device is not in the network. Choose another access point.',
    )
  const facts = await nodeFacts(row.gridId, [device.accessNodeId])
  const text = buildWgQuick({
    privateKey: await privateKeyOf(row, device),
    subnet: device.subnet,
    range: design.range,
    accessPublicKey: accessKey,
    accessListenPort: access.listenPort,
    accessEndpoints: access.forceHidden ? [] : (facts.get(device.accessNodeId)?.endpoints ?? []),
    family: device.family,
    mtu: device.mtu,
  })
  return (device.ownPublicKey ? OWN_KEY_NOTE : '') + text
}

/** Null: the person keeps it. */
async function privateKeyOf(row: NetworkRow, device: DeviceDesign): Promise<string | null> {
  if (device.ownPublicKey) return null
  const holder = deviceObject(device.id)
  const sealed = row.keys.find((key) => key.holder === holder)?.sealedPrivate
  if (!sealed)
    throw new DomainError(
      'DEVICE_KEY_UNKNOWN',
      'This device has no key yet. Save the network once more, then download its file.',
    )
  const ref = { table: 'WireGuardKey', row: `${row.id}/${holder}`, field: 'sealedPrivate' }
  return fromUtf8(await unseal(ref, sealed))
}
