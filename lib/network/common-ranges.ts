import { overlaps, readIpv4Cidr, type Ipv4Cidr } from './cidr'

/** Ranges that machines have already for something else, so that they could not tell both apart. */
const COMMON_RANGES: readonly (readonly [cidr: string, who: string])[] = [
  ['192.168.0.0/16', 'most home and office routers use 192.168.0.0/16'],
  ['10.0.0.0/16', 'many routers and cloud networks use 10.0.0.0/24'],
  ['10.1.0.0/16', 'many office networks use 10.1.0.0/16'],
  ['10.2.0.0/16', 'many office networks use 10.2.0.0/16'],
  ['10.8.0.0/16', 'OpenVPN servers use 10.8.0.0/24'],
  ['10.10.0.0/16', 'many office networks use 10.10.0.0/16'],
  ['10.42.0.0/16', 'k3s gives its pods 10.42.0.0/16'],
  ['10.43.0.0/16', 'k3s gives its services 10.43.0.0/16'],
  ['10.88.0.0/16', 'Podman uses 10.88.0.0/16 on every machine it runs on'],
  ['10.96.0.0/16', 'kubeadm gives its services 10.96.0.0/12'],
  ['10.244.0.0/16', 'flannel gives pods 10.244.0.0/16'],
  ['172.16.0.0/16', 'many office networks use 172.16.0.0/24'],
  ['172.17.0.0/16', 'Docker uses 172.17.0.0/16 on every machine it runs on'],
  ['172.18.0.0/16', 'Docker uses 172.18.0.0/16 for its second network'],
]

const FIRST_SUGGESTED = 40
const LAST = 254

/** Who uses a range for something else, as half a sentence; null: nobody in particular. */
export function commonUse(range: string | Ipv4Cidr): string | null {
  return COMMON_RANGES.find(([cidr]) => overlaps(cidr, range))?.[1] ?? null
}

/**
 * A private range that no network of ours has and that homes, offices and cluster tools seldom use; null when none is
 * left. Tunnel addresses follow the second octet, so that is not shared with another network either.
 *
 * @param taken CIDRs, in any form; texts that are none count for nothing
 */
export function suggestRange(taken: readonly string[]): string | null {
  const used = new Set(taken.flatMap((text) => secondOctet(text) ?? []))
  for (let step = 0; step < LAST; step += 1) {
    const octet = ((FIRST_SUGGESTED + step - 1) % LAST) + 1
    const range = `10.${octet}.0.0/16`
    if (!used.has(octet) && !commonUse(range)) return range
  }
  return null
}

function secondOctet(text: string): number | null {
  const cidr = readIpv4Cidr(text)
  return cidr && (cidr.address >>> 16) & 255
}
