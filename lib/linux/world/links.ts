import { familyOf, firstOf, printedAddress } from '@/lib/network/endpoints'
import { resourceAddresses } from '../resource-plan'
import { INTERNET, siteFamilies, type SitePlan, type WorldPlan, type WorldResource } from './plan'

/**
 * `ip` lines of a world. Links to the internet are numbered 198.18.N.0/30 (RFC 2544, for benchmarks) and fd18:N::/64, what is
 * behind a NAT 10.255.N.0/30: no node has such public addresses, and none of it leaves its namespace.
 */
export const linkAddresses = ({ number }: Pick<SitePlan, 'number'>) => ({
  internet4: `198.18.${number}.1`,
  site4: `198.18.${number}.2`,
  internet6: `fd18:${number}::1`,
  site6: `fd18:${number}::2`,
  inside: `10.255.${number}.1`,
  hidden: `10.255.${number}.2`,
})

/** Port of the internet's end of a site's link, and names behind a NAT. */
const portOf = ({ number }: SitePlan) => `i-${number}`
export const natNamespace = ({ number }: Pick<SitePlan, 'number'>) => `x-${number}`

/** Every namespace of the world. */
export function namespacesOf({ sites, resources }: WorldPlan): string[] {
  return [
    INTERNET,
    ...sites.map(({ namespace }) => namespace),
    ...sites.filter(({ kind }) => kind === 'hidden').map(natNamespace),
    ...resources.flatMap(({ names, machineNamespace }) => [names.namespace, machineNamespace]),
  ]
}

/** All namespaces and all cables between them, in one batch. */
export function cableLines(plan: WorldPlan): string[] {
  return [
    ...namespacesOf(plan).map((name) => `netns add ${name}`),
    ...plan.sites.flatMap(siteCables),
    ...plan.resources.map(machineCable),
  ]
}

function siteCables(site: SitePlan): string[] {
  const outer = `link add ${portOf(site)} netns ${INTERNET} type veth peer name`
  if (site.kind !== 'hidden') return [`${outer} eth0 netns ${site.namespace}`]
  const nat = natNamespace(site)
  return [
    `${outer} out netns ${nat}`,
    `link add in netns ${nat} type veth peer name eth0 netns ${site.namespace}`,
  ]
}

function machineCable({ names, machineNamespace }: WorldResource): string {
  return `link add m0 netns ${names.namespace} type veth peer name eth0 netns ${machineNamespace}`
}

/** Addresses and routes of the internet: it knows every public address, and no other. */
export function internetLines(sites: readonly SitePlan[]): string[] {
  return ['link set lo up', ...sites.flatMap(internetSide)]
}

function internetSide(site: SitePlan): string[] {
  const { internet4, internet6, site4, site6 } = linkAddresses(site)
  const families = siteFamilies(site)
  const port = portOf(site)
  return [
    ...(families.has('ipv4') ? [`addr add ${internet4}/30 dev ${port}`] : []),
    ...(families.has('ipv6') ? [`addr add ${internet6}/64 dev ${port} nodad`] : []),
    `link set ${port} up`,
    ...publicAddresses(site).map((address) => {
      const via = familyOf(address) === 'ipv4' ? site4 : site6
      return `route add ${address}/${hostPrefix(address)} via ${via} dev ${port}`
    }),
  ]
}

/** Addresses and routes of a node's or a device's own end. */
export function siteLines(site: SitePlan): string[] {
  if (site.kind === 'hidden') return hiddenLines(site)
  const { internet4, internet6, site4, site6 } = linkAddresses(site)
  const families = siteFamilies(site)
  const source = (family: 'ipv4' | 'ipv6') => {
    const first = firstOf(publicAddresses(site), family)
    return first === null ? '' : ` src ${first}`
  }
  return [
    'link set lo up',
    ...(families.has('ipv4') ? [`addr add ${site4}/30 dev eth0`] : []),
    ...(families.has('ipv6') ? [`addr add ${site6}/64 dev eth0 nodad`] : []),
    ...publicAddresses(site).map((address) => addressLine(address)),
    'link set eth0 up',
    ...(families.has('ipv4')
      ? [`route add default via ${internet4} dev eth0${source('ipv4')}`]
      : []),
    ...(families.has('ipv6')
      ? [`route add default via ${internet6} dev eth0${source('ipv6')}`]
      : []),
  ]
}

function addressLine(address: string): string {
  const isSix = familyOf(address) === 'ipv6'
  return `addr add ${address}/${hostPrefix(address)} dev eth0${isSix ? ' nodad' : ''}`
}

function hiddenLines(site: SitePlan): string[] {
  const { inside, hidden } = linkAddresses(site)
  return [
    'link set lo up',
    `addr add ${hidden}/30 dev eth0`,
    'link set eth0 up',
    `route add default via ${inside} dev eth0`,
  ]
}

/** The router in front of a hidden node. */
export function natLines(site: SitePlan): string[] {
  const { internet4, site4, inside } = linkAddresses(site)
  return [
    'link set lo up',
    `addr add ${site4}/30 dev out`,
    `addr add ${inside}/30 dev in`,
    'link set out up',
    'link set in up',
    `route add default via ${internet4} dev out`,
  ]
}

/** Outgoing connections get the router's address; nothing unsolicited comes in. */
export const NAT_RULES = `table ip world {
  chain outgoing {
    type nat hook postrouting priority 100; policy accept;
    oifname "out" masquerade
  }
  chain passing {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iifname "in" accept
  }
  chain incoming {
    type filter hook input priority 0; policy drop;
    ct state established,related accept
    iifname != "out" accept
  }
}
`

/** The machine behind a resource: one address on the bridge, everything else through it. */
export function machineLines({ resource }: WorldResource): string[] {
  const { machine, gateway, prefix } = resourceAddresses(resource.subnet)
  return [
    'link set lo up',
    `addr add ${machine}/${prefix} dev eth0`,
    'link set eth0 up',
    `route add default via ${gateway} dev eth0`,
  ]
}

function publicAddresses({ endpoints }: SitePlan): string[] {
  return [...new Set(endpoints.map((text) => printedAddress(text) ?? text))]
}

const hostPrefix = (address: string) => (familyOf(address) === 'ipv4' ? 32 : 128)
