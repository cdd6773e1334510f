import { expect, test } from 'vitest'
import { firstSigner, signersAmong } from './signers'

const mine = { id: 'm', isMine: true, shared: false }
const shared = { id: 's', isMine: false, shared: true }
const other = { id: 'o', isMine: false, shared: false }

test.each([
  ["the network's own, when it may be used", [other, mine, shared], 's', 's'],
  ['another when it may not', [other, mine, shared], 'o', 'm'],
  ['the first that may sign', [other, shared, mine], null, 's'],
  ['none when all are somebody else’s', [other], 'o', ''],
])('%s', (_name, identities, preferred, expected) => {
  expect(firstSigner(signersAmong(identities), preferred)).toBe(expected)
})
