import { describe, expect, test } from 'vitest'
import {
  CLUSTER_PROBLEM_CODES,
  type ClusterDesign,
  type ClusterNetwork,
  type ClusterProblemCode,
  type MachineFacts,
} from './model'
import { validateCluster } from './validate-cluster'

const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f ada@laptop'
const master = { nodeId: 'a', role: 'master', size: 1, ip: '10.42.1.2' } as const
const worker = { nodeId: 'b', role: 'worker', size: 1, ip: '10.42.2.2' } as const
const good: ClusterDesign = { name: 'demo', machines: [master, worker], sshKeys: [KEY] }
const network: ClusterNetwork = {
  name: 'kestrel',
  range: '10.42.0.0/16',
  subnets: new Map([
    ['a', '10.42.1.0/24'],
    ['b', '10.42.2.0/24'],
  ]),
  taken: new Map([['b', ['10.42.2.7']]]),
  occupied: new Map(),
}
const fact = (nodeId: string, more: Partial<MachineFacts> = {}): [string, MachineFacts] => [
  nodeId,
  { nodeId, label: `Town ${nodeId}`, freshness: 'up', free: { cru: 4, mru: 8, sru: 200 }, ...more },
]
const facts = new Map([fact('a'), fact('b')])

interface Case {
  design?: Partial<ClusterDesign>
  network?: Partial<ClusterNetwork>
  facts?: ReadonlyMap<string, MachineFacts>
}
const problems = (parts: Case) =>
  validateCluster(
    { ...good, ...parts.design },
    { ...network, ...parts.network },
    parts.facts ?? facts,
  )
const withWorker = (ip: string): Case => ({ design: { machines: [master, { ...worker, ip }] } })
const long = `${KEY} ${'x'.repeat(800)}`

const CASES: readonly [ClusterProblemCode, Case, RegExp][] = [
  ['CLUSTER_NAME_INVALID', { design: { name: 'Demo' } }, /lower-case/],
  ['CLUSTER_NAME_INVALID', { design: { name: 'demo-' } }, /does not end with a dash/],
  ['NO_MASTER', { design: { machines: [worker] } }, /no master/],
  [
    'SEVERAL_MASTERS',
    { design: { machines: [master, { ...worker, role: 'master' }] } },
    /2 masters.*embedded etcd/,
  ],
  ['NO_SSH_KEY', { design: { sshKeys: [] } }, /no SSH key/],
  ['SSH_KEY_INVALID', { design: { sshKeys: [KEY, 'ssh-ed25519 AAAA'] } }, /^SSH key 2: /],
  ['SSH_KEY_INVALID', { design: { sshKeys: [`${KEY}"`] } }, /quote/],
  ['SSH_KEY_INVALID', { design: { sshKeys: [`${KEY}\n${KEY}`] } }, /several lines/],
  ['SSH_KEYS_TOO_LONG', { design: { sshKeys: [long, long] } }, /1500 fit/],
  ['NODE_NOT_IN_NETWORK', { network: { subnets: new Map([['a', '10.42.1.0/24']]) } }, /Town b/],
  [
    'NODE_TWICE',
    { design: { machines: [master, { ...master, role: 'worker', ip: '10.42.1.3' }] } },
    /chosen twice/,
  ],
  ['NODE_OCCUPIED', { network: { occupied: new Map([['b', 'other']]) } }, /a VM of other/],
  ['NODE_UNKNOWN', { facts: new Map([fact('a')]) }, /not known/],
  [
    'NODE_DOWN',
    { facts: new Map([fact('a'), fact('b', { freshness: 'down' })]) },
    /Town b is down/,
  ],
  ['NODE_LATE', { facts: new Map([fact('a'), fact('b', { freshness: 'late' })]) }, /on time/],
  [
    'CAPACITY_LOW',
    { facts: new Map([fact('a'), fact('b', { free: { cru: 0, mru: 8, sru: 49.96 } })]) },
    /1 vCPU \(0 free\) and 50 GiB SSD \(49.9 free\)/,
  ],
  ['ADDRESS_INVALID', withWorker('10.42.2'), /no IPv4 address/],
  ['ADDRESS_INVALID', withWorker('10.42.2.02'), /no IPv4 address/],
  ['ADDRESS_OUTSIDE', withWorker('10.42.1.3'), /outside the node's subnet 10.42.2.0\/24/],
  ['ADDRESS_RESERVED', withWorker('10.42.2.0'), /.2 to .254/],
  ['ADDRESS_RESERVED', withWorker('10.42.2.1'), /the node's own/],
  ['ADDRESS_RESERVED', withWorker('10.42.2.255'), /the subnet's/],
  ['ADDRESS_TAKEN', withWorker('10.42.2.7'), /10.42.2.7 is taken/],
]

/** What a button says, where one change of one machine solves it. */
const FIXES: readonly [Case, string | undefined][] = [
  [withWorker('10.42.2'), 'Use 10.42.2.2'],
  [withWorker('10.42.1.3'), 'Use 10.42.2.2'],
  [withWorker('10.42.2.0'), 'Use 10.42.2.2'],
  [withWorker('10.42.2.1'), 'Use 10.42.2.2'],
  [withWorker('10.42.2.7'), 'Use 10.42.2.2'],
  [
    {
      ...withWorker('10.42.2.7'),
      network: { taken: new Map([['b', ['10.42.2.2', '10.42.2.7']]]) },
    },
    'Use 10.42.2.3',
  ],
  [
    {
      design: { machines: [master, { ...worker, size: 2 }] },
      facts: new Map([fact('a'), fact('b', { free: { cru: 1, mru: 2, sru: 50 } })]),
    },
    'Use size 1',
  ],
  [{ facts: new Map([fact('a'), fact('b', { free: { cru: 0, mru: 2, sru: 50 } })]) }, undefined],
]

describe('validateCluster', () => {
  test('finds nothing wrong with a good one, also at the edges', () => {
    expect(problems({})).toEqual([])
    expect(problems(withWorker('10.42.2.254'))).toEqual([])
    const exact = { cru: 1, mru: 2, sru: 50 }
    expect(problems({ facts: new Map([fact('a'), fact('b', { free: exact })]) })).toEqual([])
  })

  test.each(CASES)('%s', (code, parts, message) => {
    const found = problems(parts)
    expect(found.map((problem) => problem.code)).toEqual([code])
    expect(found[0]?.message).toMatch(message)
    expect(found[0]?.severity).toBe(code === 'NODE_LATE' ? 'warning' : 'error')
  })

  test.each(FIXES)('%j: the fix offered is %s', (parts, label) => {
    const [problem] = problems(parts)
    expect(problem?.fix?.label).toBe(label)
    if (!problem?.fix) return
    const { nodeId, patch } = problem.fix
    const machines = (parts.design?.machines ?? good.machines).map((machine) =>
      machine.nodeId === nodeId ? { ...machine, ...patch } : machine,
    )
    expect(problems({ ...parts, design: { ...parts.design, machines } })).toEqual([])
  })

  test('no address is offered where the subnet is full or a node stands twice', () => {
    const all = Array.from({ length: 253 }, (_, index) => `10.42.2.${index + 2}`)
    const [full] = problems({
      ...withWorker('10.42.2.7'),
      network: { taken: new Map([['b', all]]) },
    })
    expect(full?.code).toBe('ADDRESS_TAKEN')
    expect(full?.fix).toBeUndefined()
    const twice = problems({ design: { machines: [master, { ...master, role: 'worker' }] } })
    expect(twice.find(({ code }) => code === 'ADDRESS_TAKEN')?.fix).toBeUndefined()
  })

  test('the same address on two machines is taken', () => {
    const twin = { ...worker, nodeId: 'b', ip: '10.42.1.2' }
    const both = { subnets: new Map([...network.subnets, ['b', '10.42.1.0/24']]) }
    expect(
      problems({ design: { machines: [master, twin] }, network: both }).map(({ code }) => code),
    ).toEqual(['ADDRESS_TAKEN'])
  })

  test('every code but the one that needs what stands has a case', () => {
    const tested = new Set<string>(CASES.map(([code]) => code))
    expect(CLUSTER_PROBLEM_CODES.filter((code) => !tested.has(code))).toEqual(['MASTER_MOVES'])
  })
})
