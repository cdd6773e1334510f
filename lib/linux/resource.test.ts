import { expect, test } from 'vitest'
import { addressIn, resourceNames } from './resource'

test('names are the grid’s and fit an interface', () => {
  const names = resourceNames('AbCdEfGh12345')
  expect(names).toEqual({
    namespace: 'n-AbCdEfGh12345',
    bridge: 'b-AbCdEfGh12345',
    wireguard: 'w-AbCdEfGh12345',
    tap: 't-AbCdEfGh12345',
  })
  for (const name of Object.values(names)) expect(name.length).toBeLessThanOrEqual(15)
})

test.each(['', '12345678901234', '../x', 'a b'])('%j names nothing', (id) => {
  expect(() => resourceNames(id)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }))
})

test('addresses are counted from the network', () => {
  expect([addressIn('10.42.7.0/24', 1), addressIn('10.42.7.9/24', 2)]).toEqual([
    '10.42.7.1',
    '10.42.7.2',
  ])
  expect(() => addressIn('x', 1)).toThrow(expect.objectContaining({ code: 'INVALID_CIDR' }))
})
