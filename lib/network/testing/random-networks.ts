import fc from 'fast-check'
import type { PeerNetwork } from '../model'

/** Addresses of the n-th node, by what it has. */
export const ENDPOINTS: Record<string, (n: number) => string[]> = {
  dual: (n) => [`203.0.113.${n}`, `2001:db8::${n}`],
  dual6: (n) => [`2001:db8::${n}`, `203.0.113.${n}`, `2001:db8:1::${n}`],
  ipv4: (n) => [`198.51.100.${n}`],
  ipv6: (n) => [`2001:db8:6::${n}`],
  hidden: () => [],
}
const kinds = fc.constantFrom('dual', 'dual6', 'ipv4', 'ipv6', 'hidden')

/** Networks of 1 to 12 nodes and up to 6 devices, subnets in any order, some routers named, some of them nonsense. */
export const randomNetworks: fc.Arbitrary<PeerNetwork> = fc
  .record({
    second: fc.nat(255),
    octets: fc.uniqueArray(fc.nat(255), { minLength: 18, maxLength: 18 }),
    nodes: fc.array(kinds, { minLength: 1, maxLength: 12 }),
    devices: fc.array(fc.record({ at: fc.nat(11), ip4: fc.boolean() }), { maxLength: 6 }),
    routers: fc.array(fc.nat(13), { maxLength: 3 }),
  })
  .map(({ second, octets, nodes, devices, routers }) => {
    const subnet = (index: number) => `10.${second}.${octets[index]}.0/24`
    return {
      name: 'random',
      ipRange: `10.${second}.0.0/16`,
      resources: nodes.map((kind, index) => ({
        nodeId: `n${index}`,
        subnet: subnet(index),
        publicKey: `key-n${index}`,
        listenPort: 2000 + index,
        endpoints: ENDPOINTS[kind]!(index + 1),
      })),
      accessPoints: devices.map(({ at, ip4 }, index) => ({
        nodeId: `n${at % nodes.length}`,
        subnet: subnet(12 + index),
        publicKey: `key-d${index}`,
        ip4,
      })),
      routers: routers.map((index) => `n${index}`),
    }
  })
