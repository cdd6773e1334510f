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

/** Peers in an order that matters, and whether they are dialled. */
export interface PeerList {
  peers: readonly WireGuardPeer[]
  /** false: peers are known and nobody is dialled yet */
  isDialling: boolean
}

/** A WireGuard interface as `wg` is told it. */
export interface WireGuardConfig extends PeerList {
  privateKey: string
  listenPort: number
}

const KEEPALIVE_S = 20

/**
 * Text for `wg setconf`. Only parsed values get into it.
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

/** What turns the peers of a running interface into others. */
export interface PeerChanges {
  /** public keys of those that go */
  gone: readonly string[]
  /** text for `wg addconf`: those that come or change; empty when none do */
  text: string
}

/**
 * The difference of two lists. A peer that stays as it is is not mentioned, so its session and its packets are left alone,
 * unless an allowed IP stands on two peers: then who has it depends on the order, and all are told again.
 *
 * @throws DomainError see wireGuardText
 */
export function peerChanges(before: PeerList, after: PeerList): PeerChanges {
  const [old, wanted] = [blocksOf(before), blocksOf(after)]
  const isOrdered = sharesAllowedIps(before) || sharesAllowedIps(after)
  const changed = [...wanted].filter(([key, block]) => isOrdered || old.get(key) !== block)
  return {
    gone: [...old.keys()].filter((key) => !wanted.has(key)),
    text: changed.map(([, block]) => block).join(''),
  }
}

function blocksOf({ peers, isDialling }: PeerList): Map<string, string> {
  return new Map(
    peers.map((peer) => [peer.publicKey, `${peerLines(peer, isDialling).join('\n')}\n`]),
  )
}

function sharesAllowedIps({ peers }: PeerList): boolean {
  const all = peers.flatMap(({ allowedIps }) => [...new Set(allowedIps.map(canonicalCidr))])
  return new Set(all).size < all.length
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
