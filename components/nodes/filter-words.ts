import type { NodeRow } from './node-row'

export const STATUS_WORD = {
  up: 'up',
  late: 'late',
  down: 'down',
} as const satisfies Record<NodeRow['freshness'], string>

export const ENDPOINT_WORD = {
  dual: 'dual',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  hidden: 'hidden',
} as const satisfies Record<NodeRow['endpoint'], string>
