import { randomBytes } from 'node:crypto'
import http from 'node:http'
import { identityFromSeed } from '@/lib/crypto/identity'
import type { WireNode } from '@/lib/protocol/types'

const CITIES = ['Ghent', 'Vienna', 'Oslo', 'Toronto', 'Lisbon', 'Kigali', 'Singapore', 'Austin']
const FARMS = 40
const zero = { cru: 0, mru: 0, hru: 0, sru: 0 }

/** A node of the list; in every fourth place a hidden one, else one with a public IPv4 address. */
function listedNode(index: number): WireNode {
  const address = `185.69.${(index >> 8) & 255}.${index & 255}`
  return {
    node_id: identityFromSeed(randomBytes(32)).id,
    node_id_v1: '',
    farm_id: 1 + (index % FARMS),
    os_version: 'v1',
    created: 1_700_000_000,
    updated: Math.floor(Date.now() / 1000) - (index % 500),
    uptime: index * 977,
    address: '',
    location: {
      city: CITIES[index % CITIES.length] ?? '',
      country: 'Belgium',
      continent: 'Europe',
      latitude: 51 + (index % CITIES.length),
      longitude: 3,
    },
    total_resources: { cru: 4 + (index % 60), mru: 16 << (index % 5), hru: 0, sru: 512 },
    used_resources: { ...zero, cru: index % 5, mru: index % 11 },
    reserved_resources: zero,
    proofs: null,
    ifaces: null,
    public_config:
      index % 4 === 3
        ? null
        : {
            master: 'eth0',
            type: 0,
            ipv4: `${address}/16`,
            ipv6: '',
            gw4: '185.69.0.1',
            gw6: '',
            version: 1,
          },
    wg_ports: null,
    approved: false,
    public_key_hex: '',
  }
}

/** A grid as large as one likes: an explorer that only lists, so that no node's work is counted with the cockpit's. */
export function listingExplorer(
  count: number,
): Promise<{ url: string; nodes: readonly WireNode[]; close(): void }> {
  const nodes = Array.from({ length: count }, (_, index) => listedNode(index))
  const farms = Array.from({ length: FARMS }, (_, index) => ({
    id: index + 1,
    name: `farm-${index + 1}`,
  }))
  const server = http.createServer((request, response) => {
    const answer = request.url === '/nodes' ? nodes : request.url === '/farms' ? farms : null
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(`${JSON.stringify(answer ?? { Error: 'not found' })}\n`)
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({ url: `http://127.0.0.1:${port}`, nodes, close: () => server.close() })
    }),
  )
}
