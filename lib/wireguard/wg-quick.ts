import { parseWireGuardKey } from '@/lib/crypto/wireguard-keys'
import { DomainError } from '@/lib/errors/domain-error'
import { readIpv4Cidr } from '@/lib/network/cidr'
import { firstOf, withPort } from '@/lib/network/endpoints'
import { originalTunnelAddress, tunnelRange } from './tunnel-address'

export { parseWgQuick } from './parse-wg-quick'
export type { WgQuick, WgQuickPeer } from './parse-wg-quick'

/** What a device needs to dial its access node. */
export interface DeviceAccess {
  /** base64; null: the user keeps it, and its line holds 32 zero bytes as in the original */
  privateKey: string | null
  /** /24 of the device */
  subnet: string
  /** /16 of the network */
  range: string
  /** base64 key of the access node's resource */
  accessPublicKey: string
  accessListenPort: number
  /** public endpoints of the access node */
  accessEndpoints: readonly string[]
  family: 'ipv4' | 'ipv6'
  /** bytes; left out: wg-quick finds it, and the text is the original's */
  mtu?: number | undefined
}

const NO_KEY = `${'A'.repeat(43)}=`
const KEEPALIVE_S = 20

/**
 * Text of a device's wg.conf: lines and order of the original, whose text begins with an empty line. The endpoint is
 * the access node's first of the asked family (the original takes the first of any family: fault D4).
 *
 * @throws DomainError `HIDDEN_ACCESS_POINT` when there is no such endpoint, `INVALID_CIDR`, `INVALID_KEY`
 */
export function buildWgQuick(access: DeviceAccess): string {
  for (const key of [access.privateKey ?? NO_KEY, access.accessPublicKey]) parseWireGuardKey(key)
  const lines = [
    '',
    '[Interface]',
    `PrivateKey = ${access.privateKey ?? NO_KEY}`,
    `Address = ${deviceAddress(access.subnet)}`,
    ...(access.mtu === undefined ? [] : [`MTU = ${Math.trunc(access.mtu)}`]),
    '',
    '[Peer]',
    `PublicKey = ${access.accessPublicKey}`,
    `AllowedIPs = ${access.range},${tunnelRange(access.range)}`,
    `PersistentKeepalive = ${KEEPALIVE_S}`,
    `Endpoint = ${endpointOf(access)}`,
    '',
    '',
  ]
  return lines.join('\n')
}

/** Host bits do not change the address, so a subnet imported with some still gets its file. */
function deviceAddress(subnet: string): string {
  if (readIpv4Cidr(subnet)?.prefix === 24) return originalTunnelAddress(subnet)
  throw new DomainError(
    'INVALID_CIDR',
    `The device's subnet ${JSON.stringify(subnet.slice(0, 60))} is no IPv4 /24; give it one such as 10.42.245.0/24.`,
  )
}

function endpointOf({ accessEndpoints, accessListenPort, family }: DeviceAccess): string {
  const address = firstOf(accessEndpoints, family)
  if (address !== null) return withPort(address, accessListenPort)
  const word = family === 'ipv4' ? 'IPv4' : 'IPv6'
  throw new DomainError(
    'HIDDEN_ACCESS_POINT',
    accessEndpoints.length === 0
      ? 'The access node is hidden and cannot be dialled; choose one with a public address.'
      : `The access node has no public ${word} address; switch the device's family or choose another node.`,
  )
}
