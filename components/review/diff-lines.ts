import { tunnelAddress } from '@/lib/wireguard/tunnel-address'
import type { PlanChange } from '@/lib/schemas/views'

export type LineKind = 'add' | 'remove' | 'keep'
export interface DiffLine {
  kind: LineKind
  name: string
  value: string
  /** whose subnet it is */
  note?: string | undefined
}
export interface DiffGroup {
  title: string
  lines: readonly DiffLine[]
}

type PeerChange = PlanChange['peers'][number]
type PeerView = NonNullable<PeerChange['after']>

/** One node's change as lines: the resource, then each peer that is new, different or gone. */
export function diffGroups(
  change: PlanChange,
  ownerOf: (subnet: string) => string | undefined,
): DiffGroup[] {
  const kept = change.peers.filter(({ kind }) => kind === 'keep').map(({ label }) => label)
  return [
    { title: 'Resource', lines: resourceLines(change) },
    ...change.peers.flatMap((peer) => peerGroup(peer, ownerOf)),
    ...(kept.length > 0
      ? [
          {
            title: `${kept.length === 1 ? 'Peer' : 'Peers'} ${kept.join(', ')}, unchanged`,
            lines: [],
          },
        ]
      : []),
  ]
}

function resourceLines(change: PlanChange): DiffLine[] {
  const kind = change.kind === 'add' ? 'add' : change.kind === 'remove' ? 'remove' : 'keep'
  const fields = [
    ['subnet', change.subnet],
    ['listen port', String(change.listenPort)],
    ['public key', change.publicKey],
  ] as const
  return fields.flatMap(([name, value]): DiffLine[] => {
    const moved = change.fieldChanges.find(({ field }) => field === name)
    if (!moved) return [{ kind, name, value }]
    return [
      { kind: 'remove', name, value: moved.before },
      { kind: 'add', name, value: moved.after },
    ]
  })
}

const TITLE = { add: 'added', remove: 'removed', change: 'changed' } as const

function peerGroup(peer: PeerChange, ownerOf: (subnet: string) => string | undefined): DiffGroup[] {
  if (peer.kind === 'keep') return []
  const lines =
    peer.before && peer.after
      ? changedLines(peer.before, peer.after, ownerOf)
      : wholeLines(peer.kind === 'add' ? 'add' : 'remove', peer.after ?? peer.before)
  return [{ title: `Peer ${peer.label}, ${TITLE[peer.kind]}`, lines }]
}

function wholeLines(kind: LineKind, peer: PeerView | null): DiffLine[] {
  if (!peer) return []
  return [
    { kind, name: 'public key', value: peer.publicKey },
    { kind, name: 'endpoint', value: peer.endpoint || 'none, it dials in' },
    { kind, name: 'allowed ips', value: peer.allowedIps.join(', ') },
  ]
}

function changedLines(
  before: PeerView,
  after: PeerView,
  ownerOf: (subnet: string) => string | undefined,
): DiffLine[] {
  const [old, now] = [new Set(before.allowedIps), new Set(after.allowedIps)]
  const kept = after.allowedIps.filter((ip) => old.has(ip))
  const gone = before.allowedIps.filter((ip) => !now.has(ip))
  const fresh = after.allowedIps.filter((ip) => !old.has(ip))
  const ips = (kind: LineKind, list: readonly string[]) =>
    pairs(list).map((pair): DiffLine => ({
      kind,
      name: 'allowed ips',
      value: pair.join(', '),
      note: pair[0] && ownerOf(pair[0]),
    }))
  return [
    ...fieldLines('public key', before.publicKey, after.publicKey),
    ...fieldLines('endpoint', before.endpoint || 'none', after.endpoint || 'none'),
    ...(kept.length > 0
      ? [{ kind: 'keep' as const, name: 'allowed ips', value: kept.join(', ') }]
      : []),
    ...ips('remove', gone),
    ...ips('add', fresh),
  ]
}

function fieldLines(name: string, before: string, after: string): DiffLine[] {
  if (before === after) return [{ kind: 'keep', name, value: after }]
  return [
    { kind: 'remove', name, value: before },
    { kind: 'add', name, value: after },
  ]
}

/** Puts each subnet beside its tunnel address; what has no partner stands alone. */
function pairs(ips: readonly string[]): string[][] {
  const left = new Set(ips)
  const result: string[][] = []
  for (const ip of ips) {
    if (!left.delete(ip)) continue
    const tunnel = ip.endsWith('/24') ? tunnelAddress(ip) : null
    result.push(tunnel && left.delete(tunnel) ? [ip, tunnel] : [ip])
  }
  return result
}

export interface PeerCounts {
  add: number
  change: number
  remove: number
}

export function peerCounts(change: PlanChange): PeerCounts {
  const count = (kind: string) => change.peers.filter((peer) => peer.kind === kind).length
  return { add: count('add'), change: count('change'), remove: count('remove') }
}
