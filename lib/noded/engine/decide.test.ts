import { beforeEach, describe, expect, test } from 'vitest'
import { identityFromSeed } from '@/lib/crypto/identity'
import { parseReservation } from '@/lib/protocol/reservation'
import {
  body,
  networkJson,
  party,
  seal,
  vmJson,
  wireGuard,
  type BodyParts,
} from '../testing/bodies'
import { decide } from './decide'
import { usedAmounts } from './capacity'
import { networkInForce, usedPorts } from './networks'
import type { Decision, Machine, Workload } from './types'

const node = party(1)
const user = party(2)
const stranger = party(3)
const machine: Machine = {
  identity: identityFromSeed(new Uint8Array(32).fill(1)),
  total: { cru: 4, mru: 8, hru: 100, sru: 200 },
  reserved: { cru: 1, mru: 1, hru: 0, sru: 0 },
}
const NOW = Date.parse('2026-06-01T12:00:00Z')

let live: Workload[] = []
let steps = new Set<string>()
let number = 0
beforeEach(() => {
  live = []
  steps = new Set()
  number = 0
})

type Part = Omit<BodyParts, 'node' | 'user'> & Partial<Pick<BodyParts, 'node' | 'user'>>
const write = (part: Part) =>
  body({ node, user, id: `${number++}-1`, created: '2026-06-01T11:59:00Z', ...part })
const read = (text: string): Decision =>
  decide(parseReservation(text), { machine, live, removedSteps: steps, now: NOW })

/** What the node says; a workload that runs stays. */
function answer(part: Part, change: (text: string) => string = (text) => text): string {
  const decision = read(change(write(part)))
  if (decision.kind === 'run') live.push(decision.workload)
  return decision.kind === 'refuse' ? decision.error : decision.kind
}
const network = (parts: Partial<Parameters<typeof networkJson>[0]> = {}) =>
  answer({ type: 'network', data: networkJson({ node, ...parts }) })
const vm = (parts: Partial<Parameters<typeof vmJson>[0]> = {}) =>
  answer({ type: 'kubernetes', data: vmJson({ node, ...parts }) })

test('runs a network and keeps its port', () => {
  expect(network()).toBe('run')
  expect(usedPorts(live)).toEqual([3001])
})

describe('refuses a reservation', () => {
  const data = '{"size":10,"type":"SSD"}'

  test('whose data was changed', () => {
    expect(
      answer({ type: 'volume', data }, (text) => text.replace('"size":10', '"size":11')),
    ).toContain('The signature is not one of user')
  })

  test('whose user is no key', () => {
    expect(answer({ type: 'volume', data, user: { ...user, id: 'abc' } })).toContain('signature')
  })

  test('signed by another', () => {
    const forged = { ...user, secretKey: stranger.secretKey }
    expect(answer({ type: 'volume', data, user: forged })).toContain('signature')
  })

  test('for another node', () => {
    expect(answer({ type: 'volume', data, node: stranger })).toContain('not for this one')
  })

  test('of an unknown type', () => {
    expect(answer({ type: 'gpu', data: '{}' })).toContain('type "gpu" is not known')
  })

  test.each(['null', '5', '[]', '"text"'])('with data %s', (raw) => {
    expect(answer({ type: 'volume', data: raw })).toBe('data is not a JSON object.')
  })

  test('of a step that was removed here', () => {
    steps.add('step-7')
    const marked = '{"size":1,"type":"SSD","client":{"step":"step-7","not_after":1900000000}}'
    expect(answer({ type: 'volume', data: marked })).toContain('already removed')
  })
})

describe('says nothing about a reservation', () => {
  const data = '{"size":10,"type":"SSD"}'

  test.each([
    ['of no duration', { duration: '0' }],
    ['of a negative duration', { duration: '-1' }],
    ['without created', { created: '0001-01-01T00:00:00Z' }],
    ['that is over', { created: '2026-06-01T10:00:00Z' }],
    ['that is to go', { toDelete: true }],
  ])('%s', (_, change) => expect(answer({ type: 'volume', data, ...change })).toBe('discard'))

  test('whose not_after is over', () => {
    const late = `{"size":1,"type":"SSD","client":{"step":"s","not_after":${NOW / 1000 - 1}}}`
    expect(answer({ type: 'volume', data: late })).toBe('discard')
  })
})

test('nothing runs past not_after, even when its duration does', () => {
  const notAfter = NOW / 1000 + 60
  const marked = `{"size":1,"type":"SSD","client":{"step":"s","not_after":${notAfter}}}`
  const decision = read(write({ type: 'volume', data: marked }))
  expect(decision).toMatchObject({ kind: 'run', step: 's', workload: { endsAt: notAfter * 1000 } })
})

describe('refuses a network', () => {
  const keys = wireGuard(12)
  const peer = (change: string) =>
    `[{"subnet":"10.42.2.0/24","wg_public_key":"${keys.publicKey}","allowed_ips":["10.42.2.0/24","100.64.42.2/32"],"endpoint":"203.0.113.7:3002"}]`.replace(
      /"subnet.*\}/,
      change,
    )

  test.each<[string, () => string, string]>([
    [
      'sealed for another key',
      () => network({ sealed: seal(stranger, keys.privateKey) }),
      'not sealed for this node',
    ],
    ['whose box is no hex', () => network({ sealed: 'xyz' }), 'not hexadecimal'],
    [
      'whose box is cut',
      () => network({ sealed: seal(node, keys.privateKey).slice(2) }),
      'not sealed for this node',
    ],
    [
      'whose box holds no key',
      () => network({ sealed: seal(node, 'hello') }),
      'does not hold a WireGuard key',
    ],
    [
      'whose box holds raw bytes',
      () => network({ sealed: seal(node, new Uint8Array(32).fill(9)) }),
      'does not hold',
    ],
    [
      'whose public key is another',
      () => network({ publicKey: keys.publicKey }),
      'does not belong to the key',
    ],
    ['with its subnet outside', () => network({ subnet: '10.43.1.0/24' }), 'outside the network'],
    ['wider than its range', () => network({ subnet: '10.42.0.0/15' }), 'outside the network'],
    ['with a bad range', () => network({ range: '10.42.0.0' }), 'not an IPv4 range'],
    ['with an IPv6 subnet', () => network({ subnet: '2001:db8::/64' }), 'not an IPv4 range'],
    ['on port 0', () => network({ port: 0 }), 'wg_listen_port'],
    ['on port 65536', () => network({ port: 65536 }), 'wg_listen_port'],
    ['without a name', () => network({ name: '' }), 'no name'],
    [
      'for other nodes only',
      () => answer({ type: 'network', data: networkJson({ node: stranger }) }),
      'no resource for this node',
    ],
    [
      'with a peer that has no key',
      () => network({ peers: peer('"subnet":"10.42.2.0/24","wg_public_key":"x"}') }),
      'has no WireGuard key',
    ],
    [
      'with itself as a peer',
      () =>
        network({
          peers: peer(`"subnet":"10.42.2.0/24","wg_public_key":"${wireGuard(11).publicKey}"}`),
        }),
      'own key',
    ],
    [
      'with a peer outside',
      () =>
        network({ peers: peer(`"subnet":"10.43.2.0/24","wg_public_key":"${keys.publicKey}"}`) }),
      'outside the network',
    ],
    [
      'with a peer of bad endpoint',
      () =>
        network({
          peers: peer(
            `"subnet":"10.42.2.0/24","wg_public_key":"${keys.publicKey}","endpoint":"here:1"}`,
          ),
        }),
      'not address:port',
    ],
    [
      'with a peer of bad allowed IPs',
      () =>
        network({
          peers: peer(
            `"subnet":"10.42.2.0/24","wg_public_key":"${keys.publicKey}","allowed_ips":["all"]}`,
          ),
        }),
      'allowed_ips',
    ],
  ])('%s', (_, act, sentence) => expect(act()).toContain(sentence))

  test('on a port another network has, but not on its own', () => {
    expect(network()).toBe('run')
    expect(network({ name: 'other' })).toContain('port 3001 is taken')
    expect(network({ name: 'other', port: 3002 })).toBe('run')
    expect(network()).toBe('run')
  })

  test('of another user with that port, though the name is the same', () => {
    expect(network()).toBe('run')
    const data = networkJson({ node })
    expect(answer({ type: 'network', data, user: stranger })).toContain('port 3001 is taken')
  })

  test('that would leave a VM outside', () => {
    network()
    vm()
    expect(network({ subnet: '10.42.9.0/24' })).toContain('workload 1-1 uses 10.42.1.2')
  })
})

test('takes a dual-stack peer and keys in any case', () => {
  const { publicKey } = wireGuard(12)
  const peers = `[{"Subnet":"10.42.2.0/24","WG_Public_Key":"${publicKey}","allowed_ips":null,"endpoint":"[2001:db8::1]:3002"}]`
  expect(network({ peers })).toBe('run')
})

test('the network of the highest id is in force, until that is gone', () => {
  network({ port: 3001 })
  network({ port: 3002 })
  expect(networkInForce(live, user.id, 'mesh')?.port).toBe(3002)
  expect(usedPorts(live)).toEqual([3002])
  live = live.slice(0, 1)
  expect(networkInForce(live, user.id, 'mesh')?.port).toBe(3001)
})

describe('refuses a VM', () => {
  test('without its network', () => expect(vm()).toContain('network "mesh" is not on this node'))

  test("in another user's network", () => {
    network()
    expect(answer({ type: 'kubernetes', data: vmJson({ node }), user: stranger })).toContain(
      'is not on this node',
    )
  })

  test.each<[string, Partial<Parameters<typeof vmJson>[0]>, string]>([
    ['outside the subnet', { ip: '10.42.2.2' }, 'outside this node'],
    ['at .0', { ip: '10.42.1.0' }, 'address of the subnet'],
    ['at .1', { ip: '10.42.1.1' }, 'gateway'],
    ['at .255', { ip: '10.42.1.255' }, 'broadcast'],
    ['with no address', { ip: '' }, 'not an IPv4 address'],
    ['with a CIDR for an address', { ip: '10.42.1.2/24' }, 'not an IPv4 address'],
    ['of size 0', { size: 0 }, 'size'],
    ['of size 3', { size: 3 }, 'size'],
    ['of size "1"', { size: '"1"' }, 'size'],
    [
      'with a secret for another key',
      { sealedSecret: seal(stranger, 'cluster-secret') },
      'cluster_secret is not sealed',
    ],
    [
      'with a plain secret',
      { sealedSecret: 'cluster-secret' },
      'cluster_secret is not hexadecimal',
    ],
    ['with a short secret', { sealedSecret: seal(node, 'short') }, '8 to 64'],
    ['with a quote in its secret', { sealedSecret: seal(node, 'secret"secret') }, '8 to 64'],
    ['with a quote in an SSH key', { keys: '["a\\"b"]' }, 'ssh_keys'],
    ['with a line break in an SSH key', { keys: '["a\\nb"]' }, 'ssh_keys'],
    ['with too many SSH keys', { keys: `["${'k'.repeat(800)}","${'k'.repeat(800)}"]` }, 'ssh_keys'],
    ['with a master that is no address', { masters: '["master"]' }, 'master_ips'],
  ])('%s', (_, parts, sentence) => {
    network()
    expect(vm(parts)).toContain(sentence)
  })

  test('when there is one in this network, and when its address is taken', () => {
    network()
    expect(vm()).toBe('run')
    expect(vm()).toContain('10.42.1.2 is taken by workload 1-1')
    expect(vm({ ip: '10.42.1.3' })).toContain('already a VM')
  })

  test('that does not fit', () => {
    network()
    network({ name: 'second', port: 3002 })
    network({ name: 'third', port: 3003 })
    expect(vm({ size: 2 })).toBe('run')
    expect(vm({ network: 'second', size: 2 })).toBe(
      'Not enough capacity: 2 vCPU asked, 1 vCPU free on this node.',
    )
    expect(vm({ network: 'second', size: 1 })).toBe('run')
    expect(usedAmounts(machine, live)).toEqual({ cru: 4, mru: 7, hru: 0, sru: 150 })
  })
})

test('a VM answers with its id and address', () => {
  network()
  const decision = read(write({ type: 'kubernetes', data: vmJson({ node, size: 2 }) }))
  expect(decision).toMatchObject({ kind: 'run', resultData: '{"id":"1-1","ip":"10.42.1.2"}' })
})

describe('other workloads', () => {
  const container = (change: Record<string, string> = {}) => {
    const parts = {
      flist: '"https://hub.example/a.flist"',
      mounts: '[]',
      ips: '["10.42.1.9"]',
      memory: '1024',
      ...change,
    }
    return answer({
      type: 'container',
      data: `{"flist":${parts.flist},"flist_storage":"","env":{"A":"1"},"entrypoint":"","interactive":false,"mounts":${parts.mounts},"network":{"network_id":"mesh","ips":${parts.ips},"public_ip6":false},"capacity":{"cpu":1,"memory":${parts.memory}}}`,
    })
  }

  test('a container runs in its network, with its volume', () => {
    network()
    expect(answer({ type: 'volume', data: '{"size":10,"type":"SSD"}' })).toBe('run')
    expect(container({ mounts: '[{"volume_id":"1-1","mountpoint":"/data"}]' })).toBe('run')
    expect(usedAmounts(machine, live)).toEqual({ cru: 2, mru: 2, hru: 0, sru: 10 })
  })

  test.each([
    [{ mounts: '[{"volume_id":"9-1","mountpoint":"/data"}]' }, 'volume "9-1"'],
    [{ ips: '[]' }, 'ips is empty'],
    [{ ips: '["10.42.1.9","10.42.1.9"]' }, 'twice'],
    [{ flist: '"a.flist"' }, 'flist'],
    [{ memory: '20480' }, 'GiB memory'],
    [{ memory: '-1' }, 'memory'],
  ])('a container with %j is refused', (change, sentence) => {
    network()
    expect(container(change)).toContain(sentence)
  })

  test.each([
    ['volume', '{"size":10,"type":"HDD"}', 'run'],
    ['volume', '{"size":101,"type":"HDD"}', '101 GiB HDD asked, 100 GiB HDD free'],
    ['volume', '{"size":0,"type":"HDD"}', 'size'],
    ['volume', '{"size":1.5,"type":"HDD"}', 'size'],
    ['volume', '{"size":1,"type":"TAPE"}', 'must be HDD or SSD'],
    ['zdb', '{"size":5,"mode":"seq","password":"","disk_type":"SSD","public":false}', 'run'],
    [
      'zdb',
      `{"size":5,"mode":"seq","password":"${seal(party(1), 'pw')}","disk_type":"SSD"}`,
      'run',
    ],
    [
      'zdb',
      '{"size":5,"mode":"seq","password":"hunter2","disk_type":"SSD"}',
      'password is not hexadecimal',
    ],
    [
      'zdb',
      `{"size":5,"mode":"seq","password":"${seal(party(3), 'pw')}","disk_type":"SSD"}`,
      'password is not sealed',
    ],
    ['zdb', '{"size":5,"mode":"all","password":"","disk_type":"SSD"}', 'must be seq or user'],
    ['debug', '{"host":"192.0.2.1","port":6379,"channel":""}', 'run'],
    ['debug', '{"host":"","port":6379,"channel":""}', 'host is missing'],
    ['debug', '{"host":"h","port":0,"channel":""}', 'port'],
  ])('%s %s: %s', (type, data, sentence) => {
    expect(answer({ type, data })).toContain(sentence)
  })
})
