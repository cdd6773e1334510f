import { expect, test } from 'vitest'
import type { PlanView } from '@/lib/schemas/views'
import { checksOf } from './checks'

const peer = (allowedIps: string[]) => {
  const view = { subnet: '', publicKey: '', endpoint: '', label: '', allowedIps }
  return { kind: 'add' as const, label: '', before: null, after: view }
}
const change = (label: string, peers: PlanView['changes'][number]['peers']) => ({
  kind: 'add' as const,
  nodeId: label,
  label,
  farmName: '',
  endpointClass: 'dual' as const,
  subnet: '10.40.1.0/24',
  listenPort: 3000,
  publicKey: '',
  fieldChanges: [],
  peers,
  replaces: null,
  summary: '',
})
const plan: PlanView = {
  networkId: 'n',
  networkName: 'kestrel',
  range: '10.40.0.0/16',
  mode: 'safe',
  revision: 1,
  hash: 'a'.repeat(64),
  changes: [change('Ghent', [peer(['10.40.2.0/24'])]), change('Vienna', [peer(['10.40.1.0/24'])])],
  deviceChanges: [],
  problems: [],
  unreachable: [],
  blocked: false,
  blockedBy: [],
  fixedEnd: null,
  endsAt: null,
  posts: 2,
  deletes: 0,
  madeAt: '2026-11-24T13:40:00Z',
}

test('a sound plan says what holds', () => {
  expect(checksOf(plan).map(({ tone }) => tone)).toEqual(['running', 'running'])
})

test('an allowed IP on two peers of one resource is called out', () => {
  const doubled = change('Ghent', [peer(['10.40.2.0/24']), peer(['10.40.2.0/24'])])
  expect(checksOf({ ...plan, changes: [doubled] })).toEqual([
    expect.objectContaining({ tone: 'warning', title: expect.stringContaining('Ghent') }),
  ])
})

test('a sentence that blocks and is a problem too is said once, first', () => {
  const message = 'Toronto: port 5122 is taken; use another one.'
  const checks = checksOf({
    ...plan,
    problems: [{ code: 'PORT_IN_USE', severity: 'error', objects: [], message }],
    blockedBy: [message],
    unreachable: [{ from: 'Zürich', to: 'Vienna', reason: 'No router has both families.' }],
  })
  expect(checks.filter(({ title }) => title === message)).toHaveLength(1)
  expect(checks[0]).toEqual({ tone: 'failed', title: message })
  expect(checks[1]).toMatchObject({ tone: 'warning', note: 'No router has both families.' })
})
