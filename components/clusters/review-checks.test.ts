import { describe, expect, it, test } from 'vitest'
import type { ClusterPlanView, MachineChange } from '@/lib/schemas/clusters'
import { clusterChecks, clusterOrder, consequenceOf, isUnchanged } from './review-checks'

const machine = (kind: MachineChange['kind'], label = 'Ghent BE'): MachineChange => ({
  kind,
  nodeId: label,
  label,
  farmName: 'farm',
  role: 'worker',
  size: 1,
  ip: '10.40.1.2',
  fieldChanges: [],
  replaces: null,
  summary: '',
})
const plan = (patch: Partial<ClusterPlanView>): ClusterPlanView => ({
  clusterId: 'c',
  clusterName: 'kestrel-k3s',
  networkId: 'n',
  networkName: 'kestrel',
  revision: 1,
  hash: 'f'.repeat(64),
  network: null,
  machines: [machine('add')],
  problems: [],
  blocked: false,
  blockedBy: [],
  fixedEnd: null,
  endsAt: null,
  posts: 1,
  deletes: 0,
  madeAt: '2026-11-24T13:40:00.000Z',
  ...patch,
})
const NETWORK: NonNullable<ClusterPlanView['network']> = {
  networkId: 'n',
  networkName: 'kestrel',
  range: '10.40.0.0/16',
  mode: 'safe',
  revision: 1,
  hash: 'e'.repeat(64),
  changes: [],
  deviceChanges: [],
  problems: [],
  unreachable: [],
  blocked: false,
  blockedBy: [],
  fixedEnd: null,
  endsAt: null,
  posts: 3,
  deletes: 0,
  madeAt: '2026-11-24T13:40:00.000Z',
}

describe('checks', () => {
  it('say what is lost', () => {
    const checks = clusterChecks(
      plan({ machines: [machine('change', 'Ghent BE'), machine('remove', 'Vienna AT')] }),
    )
    expect(checks[0]).toEqual({
      tone: 'warning',
      title: 'Everything on the disk of 2 machines is lost',
      note: 'Ghent BE, Vienna AT',
    })
  })
  it('put what blocks first, each sentence once, and claim nothing then', () => {
    const message = 'Ghent BE: 10.40.1.1 is not for a machine.'
    const problems = [
      { code: 'ADDRESS_RESERVED' as const, severity: 'error' as const, objects: [], message },
    ]
    const checks = clusterChecks(plan({ problems, blocked: true, blockedBy: [message] }))
    expect(checks).toEqual([{ tone: 'failed', title: message }])
  })
  it('nothing to do is no fault', () => {
    const same = plan({
      machines: [machine('keep')],
      blockedBy: ['There is nothing to change.'],
      posts: 0,
    })
    expect(isUnchanged(same)).toBe(true)
    expect(clusterChecks(same)[0]?.tone).toBe('ended')
    expect(clusterOrder(same)).toEqual([])
  })
})

describe('the order of work', () => {
  it('has the network first, when it needs something', () => {
    expect(clusterOrder(plan({ network: NETWORK, posts: 4 }))).toEqual([
      'Sign 4 reservations',
      'Change the network with 3 reservations, all nodes at once',
      'Send each machine as soon as the network runs on its node',
      'Follow each until its node answers',
    ])
  })
  it('deletes before it makes anew', () => {
    const order = clusterOrder(plan({ machines: [machine('change')], deletes: 1 }))
    expect(order[1]).toMatch(/^Delete 1 machine and wait/)
    expect(order[2]).toBe('Send 1 machine to the explorer')
  })
})

test.each([
  ['add', /made on this node/],
  ['change', /deleted and made anew: everything on its disk is lost/],
  ['remove', /everything on its disk is lost/],
  ['keep', /Stays/],
] as const)('the consequence of %s', (kind, sentence) => {
  expect(consequenceOf(machine(kind))).toMatch(sentence)
})
