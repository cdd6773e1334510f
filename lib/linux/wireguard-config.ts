import { parseWireGuardKey } from '@/lib/crypto/wireguard-keys'
import { DomainError } from '@/lib/errors/domain-error'
import { formatIpv4, readIpv4Cidr } from '@/lib/network/cidr'
import { printedAddress } from '@/lib/network/endpoints'

/** One peer as `wg` is told it. */
export interface WireGuardPeer {
  /** base64 */
  publicKey: string
  /** IPv4 CIDRs; one that stands on two peers belongs to the later */
  allowedIps: readonly string[]
  /** `ip:port`, `[v6]:port` or empty */
  endpoint: string
}

/** A WireGuard interface as `wg` is told it. */
export interface WireGuardConfig {
  privateKey: string
  listenPort: number
  peers: readonly WireGuardPeer[]
  /** false: peers are known and nobody is dialled yet */
  isDialling: boolean
}

const KEEPALIVE_S = 20

/**
 * Text for `wg setconf` and `wg syncconf`. Only parsed values get into it.
 *
 * @throws DomainError `INVALID_KEY`, `INVALID_CIDR`, `INVALID_BODY` for a port or endpoint that is none
 */
export function wireGuardText(config: WireGuardConfig): string {
  const { privateKey, listenPort, peers, isDialling } = config
  parseWireGuardKey(privateKey)
  const head = [
    '[Interface]',
    `PrivateKey = ${privateKey}`,
    `ListenPort = ${checkedPort(listenPort)}`,
  ]
  return `${[...head, ...peers.flatMap((peer) => peerLines(peer, isDialling))].join('\n')}\n`
}

function peerLines(
  { publicKey, allowedIps, endpoint }: WireGuardPeer,
  isDialling: boolean,
): string[] {
  parseWireGuardKey(publicKey)
  return [
    '[Peer]',
    `PublicKey = ${publicKey}`,
    ...(allowedIps.length > 0 ? [`AllowedIPs = ${allowedIps.map(canonicalCidr).join(', ')}`] : []),
    ...(endpoint === '' || !isDialling ? [] : [`Endpoint = ${checkedEndpoint(endpoint)}`]),
    // A keepalive dials at once.
    `PersistentKeepalive = ${isDialling ? KEEPALIVE_S : 0}`,
  ]
}

/**
 * The CIDR without host bits, as routes and allowed IPs need it.
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function canonicalCidr(text: string): string {
  const cidr = readIpv4Cidr(text)
  if (!cidr)
    throw new DomainError('INVALID_CIDR', `${JSON.stringify(text.slice(0, 60))} is no IPv4 CIDR.`)
  return `${formatIpv4(cidr.network)}/${cidr.prefix}`
}

function checkedPort(port: number): number {
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new DomainError('INVALID_BODY', `${port} is no UDP port; use 1 to 65535.`)
}

function checkedEndpoint(endpoint: string): string {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(endpoint) ?? []
  const address = printedAddress(bracketed ?? plain ?? '')
  if (address === null)
    throw new DomainError(
      'INVALID_BODY',
      `${JSON.stringify(endpoint.slice(0, 60))} is no endpoint.`,
    )
  checkedPort(Number(port))
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
