import { DomainError } from '@/lib/errors/domain-error'
import { formatIpv4, overlaps, readIpv4Cidr } from '@/lib/network/cidr'
import { printedAddress } from '@/lib/network/endpoints'
import type { PeerNetwork } from '@/lib/network/model'

/** Gives machines addresses that nobody in the design has. */
export interface AddressBook {
  /** public addresses of a node, as the kernel prints them */
  endpointsOf: (endpoints: readonly string[]) => string[]
  nextIpv4: () => string
  nextIpv6: () => string
}

/** Set aside for measurements (RFC 2544); the second half serves when the network itself lies in the first. */
const BENCHMARK_RANGES = ['198.18.0.0/16', '198.19.0.0/16']
const DOCUMENTATION_PREFIX = '2001:db8:c0c:'

/**
 * @throws DomainError `PROOF_IMPOSSIBLE` when two nodes have one public address, or an address is none
 */
export function addressBook({ ipRange, resources }: PeerNetwork): AddressBook {
  const owners = new Map<string, string>()
  for (const { nodeId, endpoints } of resources)
    for (const address of endpoints.map(readEndpoint)) {
      const owner = owners.get(address) ?? nodeId
      if (owner !== nodeId)
        throw impossible(
          `The nodes ${owner} and ${nodeId} both have the public address ${address}; no internet can hold both.`,
        )
      owners.set(address, nodeId)
    }
  const range = BENCHMARK_RANGES.find((candidate) => !overlaps(candidate, ipRange)) ?? ''
  const base = readIpv4Cidr(range)?.network ?? 0
  const ipv4 = counter((index) => formatIpv4((base + index) >>> 0))
  const ipv6 = counter((index) => `${DOCUMENTATION_PREFIX}:${index.toString(16)}`)
  const unused = (next: () => string) => {
    let address = next()
    while (owners.has(address)) address = next()
    return address
  }
  return {
    endpointsOf: (endpoints) => [...new Set(endpoints.map(readEndpoint))],
    nextIpv4: () => unused(ipv4),
    nextIpv6: () => unused(ipv6),
  }
}

function readEndpoint(text: string): string {
  const address = printedAddress(text)
  if (address === null)
    throw impossible(`${JSON.stringify(text.slice(0, 60))} is no address that a node can have.`)
  return address
}

function counter(at: (index: number) => string): () => string {
  let index = 0
  return () => at(++index)
}

function impossible(message: string): DomainError {
  return new DomainError('PROOF_IMPOSSIBLE', message)
}
