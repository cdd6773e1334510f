import type { WireInterface, WireLocation, WireResourceAmount } from '@/lib/protocol/types'
import { NOTHING } from '../engine/capacity'
import type { PublicConfigBody } from '../explorer-client'
import { FARM_PLACES } from './places'

/** How a node stands on the internet. */
export type AddressKind = 'dual' | 'ipv4' | 'ipv6' | 'hidden'

/** One node of the simulation, all but its key. */
export interface NodePlan {
  index: number
  farmName: string
  location: WireLocation
  kind: AddressKind
  interfaces: WireInterface[]
  publicConfig: PublicConfigBody | null
  total: WireResourceAmount
  /** taken before any workload */
  reserved: WireResourceAmount
  /** registers once and is never heard of again */
  isDown: boolean
}

const KINDS: readonly AddressKind[] = ['dual', 'ipv4', 'hidden', 'dual', 'ipv6', 'hidden']
const HOSTS_PER_RANGE = 250
/** IPv4 ranges that are for documentation (RFC 5737); so is 2001:db8::/32 (RFC 3849). */
const RANGES = ['203.0.113', '198.51.100', '192.0.2'] as const
const SIZES: readonly WireResourceAmount[] = [
  { cru: 8, mru: 32, hru: 0, sru: 960 },
  { cru: 16, mru: 64, hru: 4000, sru: 1920 },
  { cru: 4, mru: 16, hru: 2000, sru: 480 },
  { cru: 32, mru: 192, hru: 12000, sru: 3840 },
  { cru: 24, mru: 128, hru: 8000, sru: 1920 },
]
/** Below this many nodes all of them are healthy, so that small test farms can be relied on. */
const SPECIAL_FROM = 8

/** The nodes of a simulated grid: spread over the farms in turn; from eight on, one is down and one nearly full. */
export function planFarm(count: number): NodePlan[] {
  return Array.from({ length: count }, (_, index) => planNode(index, count))
}

function planNode(index: number, count: number): NodePlan {
  const farm = FARM_PLACES[index % FARM_PLACES.length]
  const round = Math.floor(index / FARM_PLACES.length)
  const location = farm?.cities[round % farm.cities.length]
  const total = SIZES[index % SIZES.length]
  if (!farm || !location || !total) throw new Error('A table of the simulation is empty.')
  const hasSpecials = count >= SPECIAL_FROM
  // shifted from farm to farm, so that no kind belongs to one row of cities
  const kind = KINDS[(round + (index % FARM_PLACES.length)) % KINDS.length] ?? 'hidden'
  return {
    index,
    farmName: farm.name,
    location,
    kind,
    interfaces: interfacesOf(index, kind),
    publicConfig: usesInterface(index, kind) ? null : publicConfigOf(index, kind),
    total,
    reserved: hasSpecials && index === count - 3 ? nearlyAll(total) : NOTHING,
    isDown: hasSpecials && index === count - 2,
  }
}

/** Some nodes have their public address on an ordinary interface, without a public configuration. */
const usesInterface = (index: number, kind: AddressKind) =>
  kind === 'hidden' || (kind === 'ipv4' && index % 2 === 1)

function interfacesOf(index: number, kind: AddressKind): WireInterface[] {
  const host = index % HOSTS_PER_RANGE
  const inside = {
    name: 'zos',
    addrs: [`192.168.${host}.10/24`, `fe80::${(index + 1).toString(16)}/64`],
    gateway: [`192.168.${host}.1`],
  }
  if (kind === 'hidden' || !usesInterface(index, kind)) return [inside]
  const { address, gateway } = ipv4Of(index)
  return [inside, { name: 'eth1', addrs: [address], gateway: [gateway] }]
}

function publicConfigOf(index: number, kind: AddressKind): PublicConfigBody {
  const v4 = kind === 'ipv6' ? { address: '', gateway: '' } : ipv4Of(index)
  const v6 = kind === 'ipv4' ? { address: '', gateway: '' } : ipv6Of(index)
  return {
    master: 'eth1',
    type: 'macvlan',
    vlan: 0,
    ipv4: v4.address,
    ipv6: v6.address,
    gw4: v4.gateway,
    gw6: v6.gateway,
    version: 0,
  }
}

function ipv4Of(index: number) {
  const range = RANGES[index % RANGES.length] ?? RANGES[0]
  const host = (Math.floor(index / RANGES.length) % HOSTS_PER_RANGE) + 2
  return { address: `${range}.${host}/24`, gateway: `${range}.1` }
}

function ipv6Of(index: number) {
  const network = `2001:db8:${(index + 1).toString(16)}:`
  return { address: `${network}:10/64`, gateway: `${network}:1` }
}

function nearlyAll(total: WireResourceAmount): WireResourceAmount {
  return {
    cru: total.cru - 1,
    mru: total.mru - 1,
    hru: Math.floor(total.hru * 0.98),
    sru: total.sru - 20,
  }
}
