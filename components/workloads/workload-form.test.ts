import { describe, expect, it, test } from 'vitest'
import { DRAFT_TYPES } from '@/lib/protocol/workload-draft'
import { workloadSchema } from '@/lib/schemas/workloads'
import { errorOf, newRequestId, START, toRequest, volumesOn, warningsOf } from './workload-form'

describe('the request', () => {
  test.each(DRAFT_TYPES)('of %s has the form the API asks for', (type) => {
    expect(workloadSchema.parse(toRequest({ ...START, type })).type).toBe(type)
  })

  it('carries what was typed, and nothing of other kinds', () => {
    const values = { ...START, name: ' data ', nodeId: 'n', gridId: 'g', size: '20', password: 'x' }
    expect(toRequest(values)).toEqual({
      type: 'volume',
      name: 'data',
      nodeId: 'n',
      gridId: 'g',
      duration: '14d',
      size: 20,
      diskType: 'SSD',
    })
  })

  it('leaves the end of a container to its network, unless told otherwise', () => {
    const container = { ...START, type: 'container' as const }
    expect(toRequest(container)).not.toHaveProperty('duration')
    expect(toRequest({ ...container, endsWithNetwork: false })).toMatchObject({ duration: '14d' })
  })

  test.each(['', 'many', '-1', '1e400', 'NaN'])(
    'makes 0 of %j, which the plan explains',
    (size) => {
      expect(toRequest({ ...START, size })).toMatchObject({ size: 0 })
    },
  )
})

describe('problems', () => {
  const plan = {
    problems: [
      { field: 'size', severity: 'error', message: 'Too much.' },
      { field: 'public', severity: 'warning', message: 'Everybody reads it.' },
    ] as const,
  }
  it('show under their field, errors only, once somebody was there', () => {
    expect(errorOf({ problems: [...plan.problems] }, 'size', true)).toBe('Too much.')
    expect(errorOf({ problems: [...plan.problems] }, 'size', false)).toBeNull()
    expect(errorOf({ problems: [...plan.problems] }, 'public', true)).toBeNull()
    expect(errorOf(null, 'size', true)).toBeNull()
    expect(warningsOf({ problems: [...plan.problems] })).toEqual([plan.problems[1]])
  })
})

it('offers volumes of the chosen node only', () => {
  const volume = { reservationId: 'r', gridId: 'g', nodeId: 'n', name: 'data', volumeId: '1-1' }
  const places = { networks: [], volumes: [volume, { ...volume, nodeId: 'other' }] }
  expect(volumesOn(places, { ...START, gridId: 'g', nodeId: 'n' })).toEqual([volume])
})

it('names requests as the API wants it, each differently', () => {
  const ids = [newRequestId(), newRequestId()]
  expect(new Set(ids).size).toBe(2)
  for (const requestId of ids)
    expect(workloadSchema.parse({ ...toRequest(START), requestId }).requestId).toBe(requestId)
})
