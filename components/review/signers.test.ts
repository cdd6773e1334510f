import { expect, it, test } from 'vitest'
import { firstSigner, signerWords } from './signers'

const mine = { id: 'm', name: 'mine', isMine: true, shared: false, ownerName: 'Ada' }
const shared = { id: 's', name: 'team', isMine: false, shared: true, ownerName: 'Bo' }
const other = { id: 'o', name: 'deploy', isMine: false, shared: false, ownerName: 'Bo' }

test.each([
  ["the network's own, when it may be used", [other, mine, shared], 's', false, 's'],
  ['another for a draft whose own may not', [other, mine], 'o', false, 'm'],
  ['what is deployed keeps its own', [other, mine], 'o', true, 'o'],
  ['the first that may sign', [other, shared, mine], null, false, 's'],
  ['somebody else’s when there is no other', [other], null, false, 'o'],
  ['none', [], null, false, ''],
])('%s', (_name, identities, preferred, isDeployed, expected) => {
  expect(firstSigner(identities, preferred, isDeployed)).toBe(expected)
})

it('says whose it is', () => {
  expect([mine, shared, other].map(signerWords)).toEqual([
    'mine',
    'team, shared by Bo',
    'deploy, of Bo, not shared',
  ])
})
