import { expect, test } from 'vitest'
import { netId } from './netid'
import file from './vectors/netid.json'

test('vectors/netid.json is read to its last entry', () => expect(file.vectors.length).toBe(12))

test.each(file.vectors)('"$user_id" "$name" is $net_id', ({ user_id, name, net_id }) => {
  expect(netId(user_id, name)).toBe(net_id)
})
