import { familyOf } from '@/lib/network/endpoints'
import { ipBatch } from '../ip'
import { inNamespace, runChecked } from '../run'
import type { DevicePlan, HostPlan, NatPlan, WorldPlan } from './model'

/** Something that hangs on the internet's bridge with public addresses. */
interface Place {
  namespace: string
  addresses: readonly string[]
}

const INTERNET_BRIDGE = 'internet'
const NAT_PREFIX = 24
/** What a household's router does: everything goes out under its address, only answers come in. */
const NAT_RULES = `table ip household {
  chain out {
    type nat hook postrouting priority 100
    oifname "eth0" masquerade
  }
  chain through {
    type filter hook forward priority 0
    policy drop
    ct state established,related accept
    iifname "lan0" accept
  }
}
`

/** Everything with a public address: nodes, the routers of hidden nodes, devices. */
function placesOf({ nodes, devices }: WorldPlan): Place[] {
  const hosts = nodes.map(({ host }): Place =>
    host.nat ? { namespace: host.nat.namespace, addresses: [host.nat.address] } : host,
  )
  return [...hosts, ...devices]
}

const cableOf = ({ namespace }: Place) => `u${namespace.slice(1)}`

/** The internet: one bridge on which every public address is a neighbour. Namespaces and cables, nothing configured. */
export async function layCables(plan: WorldPlan, signal?: AbortSignal): Promise<void> {
  const { internet, nodes } = plan
  const places = placesOf(plan)
  const hidden = nodes.flatMap(({ host }) => (host.nat ? [{ host, nat: host.nat }] : []))
  const namespaces = [
    internet,
    ...places.map(({ namespace }) => namespace),
    ...hidden.map(({ host }) => host.namespace),
    ...nodes.map(({ vm }) => vm.namespace),
  ]
  await ipBatch(
    null,
    [
      ...namespaces.map((namespace) => `netns add ${namespace}`),
      ...places.map((place) => cable(cableOf(place), internet, place.namespace)),
      ...hidden.map(({ host, nat }) => cable('lan0', nat.namespace, host.namespace)),
    ],
    { signal },
  )
  const ports = places.map(cableOf)
  await ipBatch(
    internet,
    [
      // Without snooping the bridge floods multicast, so neighbour discovery needs no querier.
      `link add name ${INTERNET_BRIDGE} type bridge mcast_snooping 0`,
      `link set dev ${INTERNET_BRIDGE} up`,
      ...ports.flatMap((port) => [
        `link set dev ${port} master ${INTERNET_BRIDGE}`,
        `link set dev ${port} up`,
      ]),
    ],
    { signal },
  )
}

/** Lines that make a cable whose two ends are in namespaces from the start. */
export function cable(name: string, from: string, to: string): string {
  return `link add ${name} netns ${from} type veth peer name eth0 netns ${to}`
}

/** Gives a node its addresses, or its NAT. */
export async function configureHost(host: HostPlan, signal?: AbortSignal): Promise<void> {
  if (!host.nat) return configurePlace(host, signal)
  await configureNat(host.nat, signal)
  await withoutIpv6(host.namespace, signal)
  const lines = [
    ...linkUp('eth0'),
    `address add ${host.nat.host}/${NAT_PREFIX} dev eth0`,
    `route add default via ${host.nat.inside}`,
  ]
  await ipBatch(host.namespace, lines, { signal })
}

/** Gives a device its two addresses. */
export function configureDeviceHost(device: DevicePlan, signal?: AbortSignal): Promise<void> {
  return configurePlace(device, signal)
}

async function configureNat(nat: NatPlan, signal?: AbortSignal): Promise<void> {
  const { namespace, address, inside } = nat
  await configurePlace({ namespace, addresses: [address] }, signal)
  await ipBatch(
    namespace,
    [`address add ${inside}/${NAT_PREFIX} dev lan0`, 'link set dev lan0 up'],
    { signal },
  )
  const forward = inNamespace(namespace, 'sysctl', ['-q', '-w', 'net.ipv4.ip_forward=1'])
  await runChecked(forward, { signal })
  await runChecked(inNamespace(namespace, 'nft', ['-f', '-']), { input: NAT_RULES, signal })
}

/** Exactly the families of the addresses: each with a default route over the cable, the other switched off. */
async function configurePlace(
  { namespace, addresses }: Place,
  signal?: AbortSignal,
): Promise<void> {
  const hasIpv4 = addresses.some((address) => familyOf(address) === 'ipv4')
  const hasIpv6 = addresses.some((address) => familyOf(address) === 'ipv6')
  if (!hasIpv6) await withoutIpv6(namespace, signal)
  const lines = [
    ...linkUp('eth0'),
    ...addresses.map((address) =>
      // Without duplicate detection an address can be used at once.
      familyOf(address) === 'ipv6'
        ? `address add ${address}/128 dev eth0 nodad`
        : `address add ${address}/32 dev eth0`,
    ),
    ...(hasIpv4 ? ['route add default dev eth0'] : []),
    ...(hasIpv6 ? ['route add ::/0 dev eth0'] : []),
  ]
  await ipBatch(namespace, lines, { signal })
}

async function withoutIpv6(namespace: string, signal?: AbortSignal): Promise<void> {
  const off = [
    '-q',
    '-w',
    'net.ipv6.conf.all.disable_ipv6=1',
    'net.ipv6.conf.default.disable_ipv6=1',
  ]
  await runChecked(inNamespace(namespace, 'sysctl', off), { signal })
}

const linkUp = (device: string) => ['link set dev lo up', `link set dev ${device} up`]
