import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { isPublicRange, parseRange, readIpv4Cidr } from '@/lib/network/cidr'

/** What was typed as the range, as a /16. */
export interface QuickRange {
  /** CIDR text */
  range: string
  /** a loud sentence when it is internet address space; null: it is private */
  warning: string | null
}

/** k3s gives these to pods and services by itself; machines inside them lose each other. */
const K3S_OWN: Readonly<Record<string, string>> = {
  '10.42.0.0/16': 'pods',
  '10.43.0.0/16': 'services',
}

/**
 * Second octets of 10.x that are not suggested: home and office routers (0, 1, 2, 10), OpenVPN (8), k3s (42, 43),
 * Podman (88), kubeadm (96), flannel (244). 172.16/12 and 192.168/16 are left to Docker and to homes altogether.
 */
const AVOIDED = new Set([0, 1, 2, 8, 10, 42, 43, 88, 96, 244, 255])
const FIRST_SUGGESTED = 40

/**
 * Range of a network for a cluster: `10.40`, as startup.sh took it, or `10.40.0.0/16`.
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function parseQuickRange(text: string): QuickRange {
  const typed = text.trim()
  const range = readRange(/^\d{1,3}\.\d{1,3}$/.test(typed) ? `${typed}.0.0/16` : typed, typed)
  const use = K3S_OWN[range]
  if (use)
    throw new DomainError(
      'INVALID_CIDR',
      `k3s gives ${range} to its ${use}, so its machines cannot have it too; use another range, such as 10.${FIRST_SUGGESTED}.`,
    )
  return { range, warning: isPublicRange(range) ? publicSentence(range) : null }
}

function readRange(cidr: string, typed: string): string {
  try {
    return parseRange(cidr).text
  } catch (error) {
    if (!isDomainError(error) || readIpv4Cidr(cidr)) throw error
    const shown = JSON.stringify(typed.slice(0, 60))
    throw new DomainError(
      'INVALID_CIDR',
      `The range ${shown} is none; write two numbers, such as 10.40, or a /16, such as 10.40.0.0/16.`,
    )
  }
}

function publicSentence(range: string): string {
  return `${range} is public internet space: whoever joins this network loses the real owners of those addresses. A range of 10.0.0.0/8 is safer.`
}

/**
 * A private range that no network of ours has and that homes, offices and cluster tools seldom use; null when none is
 * left. Tunnel addresses follow the second octet, so that is not shared with another network either.
 *
 * @param taken CIDRs, in any form; texts that are none count for nothing
 */
export function suggestRange(taken: readonly string[]): string | null {
  const used = new Set(taken.flatMap((text) => secondOctet(text) ?? []))
  for (let step = 0; step < 256; step += 1) {
    const octet = (FIRST_SUGGESTED + step) % 256
    if (!AVOIDED.has(octet) && !used.has(octet)) return `10.${octet}.0.0/16`
  }
  return null
}

function secondOctet(text: string): number | null {
  const cidr = readIpv4Cidr(text)
  return cidr && (cidr.address >>> 16) & 255
}

/** Name of network and cluster when none is given: `k3s-10-40`. */
export function quickStartName(range: string): string {
  return `k3s-${range.split('.').slice(0, 2).join('-')}`
}

const LONGEST_NAME = 31

/** The name, or the name with the lowest number behind it that nobody has. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let number = 2; ; number += 1) {
    const ending = `-${number}`
    const candidate = name.slice(0, LONGEST_NAME - ending.length) + ending
    if (!taken.has(candidate)) return candidate
  }
}
