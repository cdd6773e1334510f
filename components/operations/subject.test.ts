import { expect, test } from 'vitest'
import type { OperationView, StepView } from '@/lib/schemas/views'
import { subjectOf } from './subject'

const step = (type: string, workloadName = 'kestrel'): StepView => ({
  id: type,
  kind: 'post',
  state: 'done',
  attempts: 1,
  error: null,
  nextAttemptAt: null,
  waitsFor: [],
  reservation: {
    id: 'r',
    gridId: 'g',
    gridName: 'devnet',
    gridReservationId: '7-1',
    networkId: null,
    networkName: null,
    clusterId: null,
    clusterName: null,
    identityName: 'deploy-main',
    userId: 'u',
    nodeId: 'node',
    nodeLabel: 'Ghent BE',
    simulated: true,
    type,
    workloadName,
    state: 'deployed',
    error: null,
    result: null,
    endsAt: '2026-12-08T13:40:00Z',
    createdAt: '2026-11-24T13:40:00Z',
    supersededBy: null,
  },
})
const operation = (patch: Partial<OperationView>): OperationView => ({
  id: 'o',
  kind: 'apply',
  state: 'done',
  networkId: 'n',
  networkName: 'kestrel',
  clusterId: null,
  clusterName: null,
  endsAt: null,
  error: null,
  actorName: 'Ada',
  createdAt: '2026-11-24T13:40:00Z',
  finishedAt: null,
  steps: [step('network')],
  ...patch,
})

test.each<[string, Partial<OperationView>, object]>([
  ['a network', {}, { kind: 'network', name: 'kestrel', href: '/networks/n' }],
  [
    'a network that is gone',
    { networkId: null, networkName: null },
    { kind: 'network', name: 'the network', href: null },
  ],
  [
    'a cluster with its network',
    { clusterId: 'c', clusterName: 'k3s', steps: [step('network'), step('kubernetes')] },
    { kind: 'cluster', name: 'k3s', href: '/clusters/c', listHref: '/clusters' },
  ],
  [
    'a cluster that is gone',
    { steps: [step('kubernetes')] },
    { kind: 'cluster', name: 'the cluster', href: null },
  ],
  [
    'another workload',
    { networkId: null, networkName: null, steps: [step('volume', 'scratch')] },
    { kind: 'workload', name: 'scratch', href: null, listHref: '/reservations' },
  ],
])('%s', (_name, patch, expected) => {
  expect(subjectOf(operation(patch))).toMatchObject(expected)
})
