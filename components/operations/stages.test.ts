import { describe, expect, test } from 'vitest'
import type { OperationView, StepView } from '@/lib/schemas/views'
import { progressOf, tallyOf } from './stages'

type Parts = Partial<Omit<StepView, 'reservation'>> & {
  reservation?: Partial<StepView['reservation']>
}

function step({ reservation, ...rest }: Parts): StepView {
  return {
    id: 's',
    kind: 'post',
    state: 'waiting',
    attempts: 0,
    error: null,
    nextAttemptAt: null,
    waitsFor: [],
    ...rest,
    reservation: {
      id: 'r',
      gridId: 'g',
      gridName: 'devnet',
      gridReservationId: null,
      networkId: 'n',
      networkName: 'kestrel',
      clusterId: null,
      clusterName: null,
      identityName: 'deploy-main',
      userId: 'u',
      nodeId: 'node',
      nodeLabel: 'Ghent BE',
      simulated: true,
      type: 'network',
      workloadName: 'kestrel',
      state: 'signed',
      error: null,
      result: null,
      endsAt: '2026-12-08T13:40:00Z',
      createdAt: '2026-11-24T13:40:00Z',
      supersededBy: null,
      ...reservation,
    },
  }
}

describe('the stages of a step', () => {
  test.each<[string, Parts, string, RegExp]>([
    ['not sent yet', {}, 'done todo todo todo', /not sent yet/],
    ['on its way', { state: 'running' }, 'done now todo todo', /Sending/],
    ['unanswered', { state: 'unknown' }, 'done unknown todo todo', /before sending again/],
    [
      'tried in vain',
      { attempts: 2, error: 'The explorer did not answer.' },
      'done unknown todo todo',
      /did not answer/,
    ],
    [
      'accepted',
      { state: 'done', reservation: { state: 'submitted' } },
      'done done done now',
      /Waiting for the node/,
    ],
    [
      'deployed',
      { state: 'done', reservation: { state: 'deployed' } },
      'done done done done',
      /Deployed/,
    ],
    [
      'refused by its node',
      {
        state: 'done',
        reservation: {
          state: 'failed',
          result: { state: 'error', message: 'port 5122 is in use', data: null },
        },
      },
      'done done done failed',
      /The node answered: port 5122 is in use/,
    ],
    [
      'refused by the explorer',
      { state: 'failed', error: 'reservation signature invalid' },
      'done failed todo todo',
      /signature invalid/,
    ],
    ['asked to go', { kind: 'delete', state: 'running' }, 'now todo todo', /removal/],
    [
      'going',
      { kind: 'delete', state: 'done', reservation: { state: 'deleting' } },
      'done done now',
      /remove it/,
    ],
    [
      'gone',
      { kind: 'delete', state: 'done', reservation: { state: 'deleted' } },
      'done done done',
      /Removed/,
    ],
  ])('%s', (_name, parts, stages, sentence) => {
    const progress = progressOf(step(parts))
    expect(progress.stages.join(' ')).toBe(stages)
    expect(progress.sentence).toMatch(sentence)
  })
})

test('an operation is over when every node has answered, not when all was sent', () => {
  const operation = (steps: StepView[]): OperationView => ({
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
    steps,
  })
  const deployed = step({ state: 'done', reservation: { state: 'deployed' } })
  const waiting = step({ state: 'done', reservation: { state: 'submitted' } })
  const refused = step({ state: 'done', reservation: { state: 'failed' } })
  expect(tallyOf(operation([deployed, waiting]))).toMatchObject({ done: 1, isOver: false })
  expect(tallyOf(operation([deployed, refused]))).toMatchObject({ failed: 1, isOver: true })
  expect(tallyOf(operation([step({ state: 'unknown' })]))).toMatchObject({ stuck: 1 })
})

describe('a step that waits for others', () => {
  const vm = step({ id: 'vm', waitsFor: ['net', 'old'], reservation: { type: 'kubernetes' } })
  const network = (parts: Parts) => step({ id: 'net', ...parts })
  const old = (state: 'deleting' | 'deleted') =>
    step({
      id: 'old',
      kind: 'delete',
      state: 'done',
      reservation: { type: 'kubernetes', nodeLabel: 'Vienna AT', state },
    })
  test.each<[string, StepView[], string]>([
    ['the network first', [network({}), old('deleted')], 'Waits for the network on Ghent BE.'],
    [
      'several',
      [network({ state: 'running' }), old('deleting')],
      'Waits for the network on Ghent BE and 1 more.',
    ],
    [
      'the old VM',
      [network({ state: 'done', reservation: { state: 'deployed' } }), old('deleting')],
      'Waits until the VM on Vienna AT is removed.',
    ],
    [
      'nothing any more',
      [network({ state: 'done', reservation: { state: 'deployed' } }), old('deleted')],
      'Signed, not sent yet.',
    ],
  ])('%s', (_name, steps, sentence) => {
    expect(progressOf(vm, [...steps, vm]).sentence).toBe(sentence)
  })
  test('what stopped it is said instead', () => {
    const stopped = { ...vm, state: 'failed' as const, error: 'The network on Ghent failed.' }
    expect(progressOf(stopped, [network({}), stopped]).sentence).toBe(
      'The network on Ghent failed.',
    )
  })
})
