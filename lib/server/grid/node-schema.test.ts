import { describe, expect, it } from 'vitest'
import { identityFromSeed } from '@/lib/crypto/identity'
import { wireFarmSchema, wireNodeSchema, wireNodeStatusSchema } from './node-schema'

const node_id = identityFromSeed(new Uint8Array(32).fill(4)).id

describe('wireNodeSchema', () => {
  it('fills in what a bare node leaves out', () => {
    expect(wireNodeSchema.parse({ node_id })).toMatchObject({
      farm_id: 0,
      updated: 0,
      location: { city: '', latitude: 0 },
      total_resources: { cru: 0, mru: 0, hru: 0, sru: 0 },
      ifaces: [],
      public_config: null,
      wg_ports: [],
    })
  })

  it('reads null lists, as Go writes empty ones', () => {
    const node = wireNodeSchema.parse({ node_id, ifaces: null, wg_ports: null, proofs: null })
    expect(node).toMatchObject({ ifaces: [], wg_ports: [], proofs: null })
  })

  it('makes nonsense harmless', () => {
    const node = wireNodeSchema.parse({
      node_id,
      farm_id: 'x',
      updated: 1e300,
      uptime: -5,
      location: { city: 'Gh\u202eent\n', country: 5, latitude: 1000, longitude: 3 },
      total_resources: { cru: '4', mru: -1, hru: 1e999, sru: 512 },
      ifaces: [{ name: 'zos', addrs: ['10.0.0.1/8', 5, 'x'.repeat(900)] }, 'junk', null],
      wg_ports: [2000, -1, 70_000, 'a', 3.5],
      public_config: 'none',
    })
    expect(node).toMatchObject({
      farm_id: 0,
      updated: 0,
      uptime: 0,
      location: { city: 'Ghent', country: '', latitude: 0, longitude: 3 },
      total_resources: { cru: 0, mru: 0, hru: 0, sru: 512 },
      ifaces: [{ name: 'zos', addrs: ['10.0.0.1/8'] }],
      wg_ports: [2000],
      public_config: null,
    })
  })

  it.each(['', 'abc', 'x'.repeat(65), 5, null])('refuses the id %j', (id) => {
    expect(wireNodeSchema.safeParse({ node_id: id }).success).toBe(false)
  })

  it('cuts lists a node could fill memory with', () => {
    const node = wireNodeSchema.parse({
      node_id,
      wg_ports: Array.from({ length: 60_000 }, () => 2000),
    })
    expect(node.wg_ports).toHaveLength(4096)
  })
})

describe('wireFarmSchema', () => {
  it('refuses a farm without a number', () => {
    expect(wireFarmSchema.safeParse({ name: 'x' }).success).toBe(false)
    expect(wireFarmSchema.safeParse({ id: 1e12, name: 'x' }).success).toBe(false)
  })
})

describe('wireNodeStatusSchema', () => {
  it('refuses an engine it does not know', () => {
    expect(wireNodeStatusSchema.safeParse({ engine: 'magic' }).success).toBe(false)
    expect(wireNodeStatusSchema.parse({ engine: 'simulated' })).toMatchObject({
      engine: 'simulated',
      workloads: [],
      peers: [],
    })
  })
})
