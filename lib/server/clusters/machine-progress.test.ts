import { describe, expect, test } from 'vitest'
import { RESERVATION_STATES } from '@/lib/protocol/states'
import { progressOf, type MachineFactsNow } from './machine-progress'

const base: MachineFactsNow = {
  state: 'signed',
  gridReservationId: null,
  networkState: 'deployed',
  networkName: 'kestrel',
  label: 'Ghent BE',
  simulated: false,
  waitsForOthers: false,
  trouble: null,
  error: null,
}

describe('progressOf', () => {
  test.each<[string, Partial<MachineFactsNow>, string, RegExp]>([
    ['nothing signed', { state: null }, 'todo,todo,todo', /review and apply/],
    [
      'the network is on its way',
      { networkState: 'submitted' },
      'done,now,todo',
      /Ghent BE has answered.*kestrel/,
    ],
    ['no network yet', { networkState: null }, 'done,now,todo', /kestrel runs there/],
    [
      'another machine goes first',
      { waitsForOthers: true },
      'done,done,now',
      /removed the machine/,
    ],
    ['about to leave', {}, 'done,done,now', /about to be sent/],
    [
      'the explorer is silent',
      { trouble: 'The explorer did not answer.' },
      'done,done,now',
      /did not answer/,
    ],
    ['leaving', { state: 'submitting' }, 'done,done,now', /Being sent/],
    [
      'stored',
      { state: 'submitted', gridReservationId: '12-1' },
      'done,done,now',
      /as 12-1.*Ghent BE/,
    ],
    ['running', { state: 'deployed' }, 'done,done,done', /the VM is started/],
    ['running for a little', { state: 'expiring' }, 'done,done,done', /ends soon/],
    [
      'simulated',
      { state: 'deployed', simulated: true },
      'done,done,simulated',
      /nothing really boots/,
    ],
    ['refused', { state: 'failed', error: 'No room.' }, 'done,done,failed', /^No room\.$/],
    ['refused without a word', { state: 'failed' }, 'done,done,failed', /Ghent BE refused it/],
    ['its network failed', { state: 'failed', networkState: 'failed' }, 'done,failed,todo', /./],
    ['going', { state: 'deleting' }, 'done,done,todo', /Waiting for Ghent BE to remove it/],
    ['gone', { state: 'deleted' }, 'todo,todo,todo', /was deleted/],
    ['ended', { state: 'expired' }, 'todo,todo,todo', /end instant/],
    ['lost', { state: 'lost', error: 'Nowhere.' }, 'done,done,failed', /^Nowhere\.$/],
    ['drifted', { state: 'drifted' }, 'done,done,failed', /disagrees/],
  ])('%s', (_what, parts, stages, sentence) => {
    const progress = progressOf({ ...base, ...parts })
    expect(progress.stages.map(({ state }) => state).join()).toBe(stages)
    expect(progress.sentence).toMatch(sentence)
  })

  test('every state has three stages in order and a sentence', () => {
    for (const state of RESERVATION_STATES) {
      const { stages, sentence } = progressOf({ ...base, state })
      expect(stages.map(({ stage }) => stage)).toEqual(['reserved', 'network', 'vm'])
      expect(sentence).toMatch(/\.$/)
    }
  })
})
