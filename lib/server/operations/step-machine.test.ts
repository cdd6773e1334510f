import { describe, expect, test } from 'vitest'
import {
  afterOutcome,
  operationState,
  pauseAfter,
  readiness,
  stateByResult,
  type StepFacts,
  type StepOutcome,
} from './step-machine'

const NOW = 1_000_000
const post: StepFacts = { kind: 'post', attempts: 1, endsAt: NOW + 3_600_000, resultState: null }
const remove: StepFacts = { ...post, kind: 'delete', resultState: 'ok' }
const because = { message: 'because' }

describe('a post', () => {
  test.each<[StepOutcome, string, string | undefined]>([
    [{ type: 'stored', number: '7', message: '' }, 'done', 'submitted'],
    [{ type: 'absent' }, 'waiting', 'signed'],
    [{ type: 'rejected', ...because }, 'failed', 'failed'],
    [{ type: 'not-sent', ...because }, 'waiting', 'signed'],
    [{ type: 'unknown', ...because }, 'unknown', undefined],
    [{ type: 'too-late' }, 'failed', 'failed'],
  ])('%j makes the step %s and the reservation %s', (outcome, step, reservation) => {
    const change = afterOutcome(post, outcome, NOW)
    expect([change.step.state, change.reservation.state]).toEqual([step, reservation])
  })

  test('is never tried again at or after its end', () => {
    const ending = { ...post, endsAt: NOW + 500 }
    expect(afterOutcome(ending, { type: 'not-sent', ...because }, NOW).step.state).toBe('failed')
    const ended = { ...post, endsAt: NOW }
    const change = afterOutcome(ended, { type: 'unknown', ...because }, NOW)
    expect([change.step.state, change.reservation.state]).toEqual(['failed', 'expired'])
  })

  test('waits longer each time, at most a minute', () => {
    expect([1, 2, 3, 6, 7, 8, 1000].map(pauseAfter)).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000,
    ])
    const change = afterOutcome({ ...post, attempts: 3 }, { type: 'not-sent', ...because }, NOW)
    expect(change.step.nextAttemptAt).toBe(NOW + 4_000)
  })

  test('cannot end as a delete does', () => {
    expect(() => afterOutcome(post, { type: 'nothing-there' }, NOW)).toThrow('nothing-there')
    expect(() => afterOutcome(remove, { type: 'absent' }, NOW)).toThrow('absent')
  })
})

describe('a delete', () => {
  test.each<[StepOutcome, string, string | undefined]>([
    [{ type: 'delete-taken', number: '7' }, 'done', 'deleting'],
    [{ type: 'removed', number: '7' }, 'done', 'deleted'],
    [{ type: 'nothing-there' }, 'done', 'deleted'],
    [{ type: 'not-ours', ...because }, 'failed', 'lost'],
    [{ type: 'rejected', ...because }, 'failed', 'deployed'],
    [{ type: 'not-sent', ...because }, 'waiting', undefined],
    [{ type: 'unknown', ...because }, 'unknown', undefined],
    [{ type: 'too-late' }, 'done', 'expired'],
  ])('%j makes the step %s and the reservation %s', (outcome, step, reservation) => {
    const change = afterOutcome(remove, outcome, NOW)
    expect([change.step.state, change.reservation.state]).toEqual([step, reservation])
  })
})

test('a node’s answer decides the state', () => {
  expect([null, 'ok', 'error'].map(stateByResult)).toEqual(['submitted', 'deployed', 'failed'])
})

describe('waiting for other steps', () => {
  const step = (kind: 'post' | 'delete', state: string, reservationState: string) =>
    ({ kind, state, reservationState }) as Parameters<typeof readiness>[1][number]

  test.each([
    [[], 'ready'],
    [[step('post', 'running', 'submitting')], 'wait'],
    [[step('post', 'done', 'submitted')], 'wait'],
    [[step('post', 'done', 'deployed')], 'ready'],
    [[step('post', 'done', 'failed')], 'blocked'],
    [[step('post', 'failed', 'failed')], 'blocked'],
    [[step('delete', 'done', 'deleting')], 'wait'],
    [[step('delete', 'done', 'deleted')], 'ready'],
  ])('a post behind %j: %s', (waited, expected) => {
    expect(readiness('post', waited)).toBe(expected)
  })

  test.each([
    [[step('post', 'unknown', 'submitting')], 'wait'],
    [[step('post', 'failed', 'failed')], 'ready'],
    [[step('post', 'done', 'submitted')], 'ready'],
    [[step('delete', 'done', 'deleting')], 'wait'],
    [[step('delete', 'done', 'deleted')], 'ready'],
    [[step('delete', 'failed', 'lost')], 'ready'],
  ])('a delete behind %j: %s', (waited, expected) => {
    expect(readiness('delete', waited)).toBe(expected)
  })
})

describe('an operation', () => {
  const state = (...steps: [string, string, string][]) =>
    operationState(
      steps.map(
        ([kind, step, reservationState]) =>
          ({ kind, state: step, reservationState }) as Parameters<typeof operationState>[0][number],
      ),
    )

  test.each<[[string, string, string][], string]>([
    [[['post', 'done', 'submitted']], 'running'],
    [[['post', 'done', 'deployed']], 'done'],
    [[['post', 'done', 'failed']], 'failed'],
    [
      [
        ['post', 'failed', 'failed'],
        ['post', 'done', 'submitted'],
      ],
      'running',
    ],
    [[['post', 'waiting', 'signed']], 'running'],
    [[['delete', 'done', 'deleting']], 'running'],
    [[['delete', 'done', 'deleted']], 'done'],
    [[['delete', 'failed', 'lost']], 'failed'],
    [[['post', 'done', 'expired']], 'done'],
  ])('%j is %s', (steps, expected) => {
    expect(state(...steps)).toBe(expected)
  })
})
