import { z } from 'zod'
import { decodeKeyId } from '@/lib/crypto/base58'
import type { WireFarm, WireNode, WireNodeStatus } from '@/lib/protocol/types'
import { cleanText } from '@/lib/server/outgoing/clean-text'

/** Most nodes and farms read from one explorer. */
export const MAX_RECORDS = 20_000
/** Longest record kept. */
export const MAX_RECORD_CHARS = 256 * 1024

// Year 2100 in unix seconds: later instants cannot be shown and mean nothing.
const LAST_SECOND = 4_102_444_800

// Everything but the key is optional: a field that is missing or of another type becomes empty, as an original
// explorer itself would have stored it. Limits keep one hostile record from filling pages and memory.
const text = (max: number) =>
  z
    .string()
    .transform((value) => cleanText(value, max))
    .catch('')
const amount = z.number().min(0).max(1e15).catch(0)
const second = z.number().min(0).max(LAST_SECOND).catch(0)
const degree = (max: number) => z.number().min(-max).max(max).catch(0)
const listOf = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((values) =>
      values.slice(0, max).flatMap((value) => {
        const parsed = item.safeParse(value)
        return parsed.success ? [parsed.data] : []
      }),
    )

const location = z
  .object({
    city: text(80),
    country: text(80),
    continent: text(80),
    latitude: degree(90),
    longitude: degree(180),
  })
  .catch({ city: '', country: '', continent: '', latitude: 0, longitude: 0 })
const amounts = z
  .object({ cru: amount, mru: amount, hru: amount, sru: amount })
  .catch({ cru: 0, mru: 0, hru: 0, sru: 0 })
/** Lists nothing here uses; they can be long. */
const unread = z.null().catch(null)
const addressText = z.string().max(64)
const publicConfig = z
  .object({
    master: text(32),
    type: z.number().catch(0),
    ipv4: addressText.catch(''),
    ipv6: addressText.catch(''),
    gw4: addressText.catch(''),
    gw6: addressText.catch(''),
    version: z.number().catch(0),
  })
  .nullable()
  .catch(null)
const networkInterface = z.object({
  name: text(32),
  addrs: listOf(addressText, 64),
  gateway: listOf(addressText, 64),
})

function isKeyId(value: string): boolean {
  try {
    decodeKeyId(value)
    return true
  } catch {
    return false
  }
}

/** A node as an explorer gives it; refuses only one whose id is no key. */
export const wireNodeSchema: z.ZodType<WireNode> = z.object({
  node_id: z.string().max(64).refine(isKeyId),
  node_id_v1: text(80),
  farm_id: z.int().min(0).catch(0),
  os_version: text(80),
  created: second,
  updated: second,
  uptime: amount,
  address: text(80),
  location,
  total_resources: amounts,
  used_resources: amounts,
  reserved_resources: amounts,
  proofs: unread,
  ifaces: listOf(networkInterface, 64),
  public_config: publicConfig,
  wg_ports: listOf(z.int().min(0).max(65_535), 4096),
  approved: z.boolean().catch(false),
  public_key_hex: text(80),
})

/** A farm as an explorer gives it; refuses only one without a number. */
export const wireFarmSchema: z.ZodType<WireFarm> = z.object({
  id: z.int().min(0).max(2_147_483_647),
  threebot_id: z.number().catch(0),
  iyo_organization: text(80),
  name: text(80),
  wallet_addresses: unread,
  location,
  email: text(120),
  resource_prices: unread,
})

/** What a node says of itself: an addition. */
export const wireNodeStatusSchema: z.ZodType<WireNodeStatus> = z.object({
  used_resources: amounts,
  engine: z.enum(['simulated', 'linux']),
  version: text(40),
  location,
  workloads: listOf(z.object({ id: text(40), state: text(40) }), 2000),
  peers: listOf(
    z.object({
      network: text(80),
      public_key: text(60),
      endpoint: text(64),
      handshake: second,
      rx: amount,
      tx: amount,
    }),
    4096,
  ),
})
