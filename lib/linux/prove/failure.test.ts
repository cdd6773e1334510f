import { expect, test } from 'vitest'
import { DomainError } from '@/lib/errors/domain-error'
import { proofEventSchema, proofRequestSchema } from '@/lib/schemas/proof'
import { timedOut, toErrorEvent, unavailable } from './failure'

test.each([
  [new DomainError('TOOL_MISSING', 'No wg.'), 'PROOF_UNAVAILABLE', ['No wg.']],
  [new DomainError('CAPABILITY_MISSING', 'No.'), 'PROOF_UNAVAILABLE', ['No.']],
  [new DomainError('LEFT_OVER', 'There.'), 'PROOF_FAILED', undefined],
  [new DomainError('TOOL_FAILED', 'ip: x'), 'PROOF_FAILED', undefined],
  [new DomainError('NO_ROUTER', 'Add one.'), 'NO_ROUTER', undefined],
  [new DomainError('PROOF_TOO_LARGE', '41.'), 'PROOF_TOO_LARGE', undefined],
  [new Error('bug'), 'PROOF_FAILED', undefined],
  ['odd', 'PROOF_FAILED', undefined],
  [proofRequestSchema.safeParse({}).error, 'INVALID_BODY', undefined],
])('%s is told as %s', (error, code, missing) => {
  const event = toErrorEvent(error)
  expect(event).toMatchObject({ type: 'error', code })
  expect(event.missing).toEqual(missing)
  expect(proofEventSchema.parse(event)).toEqual(event)
})

test('what the machine lacks is one sentence each', () => {
  const pieces = [{ kind: 'program', name: 'wg', sentence: 'wg is missing.' }] as const
  expect(unavailable(pieces)).toMatchObject({
    code: 'PROOF_UNAVAILABLE',
    missing: ['wg is missing.'],
  })
})

test('the time limit has its own code', () => {
  expect(timedOut(120)).toMatchObject({ code: 'PROOF_TIMEOUT' })
})
