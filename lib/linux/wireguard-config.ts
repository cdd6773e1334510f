import type { Peer } from '@/lib/network/model'

/** Seconds between keepalives, on every peer, as real nodes have it. */
export const KEEPALIVE_S = 20

/** What one WireGuard interface is set to. */
export interface WireGuardConfig {
  privateKey: string
  listenPort: number
  peers: readonly Peer[]
}

/** Text for `wg setconf` and `wg syncconf`. Values come from the planner, which parsed them. */
export function wireGuardText({ privateKey, listenPort, peers }: WireGuardConfig): string {
  const head = ['[Interface]', `PrivateKey = ${privateKey}`, `ListenPort = ${listenPort}`]
  return [...head, ...peers.flatMap(peerLines), ''].join('\n')
}

function peerLines({ publicKey, allowedIps, endpoint }: Peer): string[] {
  return [
    '',
    '[Peer]',
    `PublicKey = ${publicKey}`,
    ...(allowedIps.length === 0 ? [] : [`AllowedIPs = ${allowedIps.join(', ')}`]),
    ...(endpoint === '' ? [] : [`Endpoint = ${endpoint}`]),
    `PersistentKeepalive = ${KEEPALIVE_S}`,
  ]
}

/** What has crossed one tunnel, seen from one end; bytes. */
export interface Transfer {
  interfaceName: string
  publicKey: string
  received: number
  sent: number
}

/** Reads `wg show all transfer`. Lines it does not know are passed over. */
export function parseTransfers(text: string): Transfer[] {
  return text.split('\n').flatMap((line) => {
    const [interfaceName, publicKey, received, sent] = line.trim().split(/\s+/)
    if (!interfaceName || !publicKey || !received || !sent) return []
    return [{ interfaceName, publicKey, received: Number(received), sent: Number(sent) }]
  })
}

/** Reads `wg show all latest-handshakes`: seconds since 1970 by interface and peer, 0: never. */
export function parseHandshakes(text: string): Map<string, number> {
  const rows = text.split('\n').map((line) => line.trim().split(/\s+/))
  return new Map(
    rows.flatMap(([name, key, at]) =>
      name && key && at ? [[`${name} ${key}`, Number(at)] as const] : [],
    ),
  )
}
