import { expect, it } from 'vitest'
import { role } from '@/lib/schemas/fields'
import { ROLES, rolesUpTo } from './role-words'

it('offers every role there is, lowest first, and not above one’s own', () => {
  expect([...ROLES]).toEqual(role.options)
  expect(rolesUpTo('viewer')).toEqual(['viewer'])
  expect(rolesUpTo('operator')).toEqual(['viewer', 'designer', 'operator'])
  expect(rolesUpTo('owner')).toEqual([...ROLES])
})
