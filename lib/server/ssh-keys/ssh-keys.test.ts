import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import vectors from '@/lib/crypto/vectors/ssh-keys.json'
import { makePerson } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { serve } from '@/lib/server/outgoing/testing/serve'
import { addSshKey, listSshKeys, lookupSshKeys, removeSshKey, updateSshKey } from './ssh-keys'

let temp: TempDatabase
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())
const line = (name: string) => vectors.keys.find((key) => key.name === name)?.line ?? ''

test('adds, renames, sets as default, removes; each is told', async () => {
  const ada = await makePerson('designer', 'Ada')
  const first = await addSshKey(ada, { line: `  ${line('ed25519')}  ` })
  expect(first).toMatchObject({
    name: 'ada@laptop',
    line: line('ed25519'),
    source: 'pasted',
    isDefault: true,
  })
  const second = await addSshKey(ada, { line: line('ecdsa256'), name: 'desk', account: 'ada-1' })
  expect(second).toMatchObject({ name: 'desk', source: 'github:ada-1', isDefault: false })
  await updateSshKey(ada, second.id, { name: 'tower', isDefault: true })
  await updateSshKey(ada, first.id, { isDefault: false })
  expect((await listSshKeys(ada)).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['ada@laptop', false],
    ['tower', true],
  ])
  await removeSshKey(ada, first.id)
  expect(await listSshKeys(ada)).toHaveLength(1)
  const told = await temp.db.event.findMany({ where: { kind: 'ssh-key' }, orderBy: { id: 'asc' } })
  expect(told.map(({ message }) => message)).toEqual([
    `SSH key “ada@laptop” (${first.fingerprint}) was added.`,
    `SSH key “desk” (${second.fingerprint}) was added.`,
    'SSH key “desk” is called “tower” now and is used for new clusters.',
    'SSH key “ada@laptop” is not used for new clusters any more.',
    'SSH key “ada@laptop” was removed.',
  ])
  expect(told.every(({ actorId }) => actorId === ada.userId)).toBe(true)
})

test('a key without a comment is named after its type or account', async () => {
  const ada = await makePerson('designer', 'Nameless')
  expect((await addSshKey(ada, { line: line('ed25519_nocomment') })).name).toBe('ssh-ed25519')
  const bob = await makePerson('designer', 'Bob')
  const added = await addSshKey(bob, { line: line('ed25519_nocomment'), account: 'github:bob' })
  expect([added.name, added.source]).toEqual(['bob ssh-ed25519', 'github:bob'])
})

test('keys are their owner’s: nobody else sees or changes them', async () => {
  const ada = await makePerson('designer', 'Owner1')
  const eve = await makePerson('owner', 'Eve')
  const { id } = await addSshKey(ada, { line: line('rsa2048') })
  expect(await listSshKeys(eve)).toEqual([])
  for (const wish of [updateSshKey(eve, id, { name: 'x' }), removeSshKey(eve, id)])
    await expect(wish).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await addSshKey(eve, { line: line('rsa2048') })
})

test('refuses repeats, accounts as lines, rubbish and viewers', async () => {
  const ada = await makePerson('designer', 'Picky')
  await addSshKey(ada, { line: line('ed25519') })
  await expect(addSshKey(ada, { line: `${line('ed25519')} again` })).rejects.toMatchObject({
    code: 'ALREADY_EXISTS',
  })
  await expect(addSshKey(ada, { line: 'github:ada' })).rejects.toThrow('Look the account’s keys up')
  await expect(addSshKey(ada, { line: 'rubbish' })).rejects.toMatchObject({
    code: 'SSH_KEY_INVALID',
  })
  await expect(addSshKey(ada, { line: line('rsa2048'), account: '../x' })).rejects.toMatchObject({
    code: 'SSH_ACCOUNT_INVALID',
  })
  const viewer = { ...ada, role: 'viewer' as const }
  for (const wish of [
    addSshKey(viewer, { line: line('rsa2048') }),
    lookupSshKeys(viewer, { account: 'ada' }),
    updateSshKey(viewer, 'x', {}),
    removeSshKey(viewer, 'x'),
  ])
    await expect(wish).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  expect(await listSshKeys(viewer)).toHaveLength(1)
})

test('COCKPIT_API_TOKEN has keys of its own', async () => {
  const token = {
    kind: 'token',
    userId: null,
    name: 'API token',
    email: null,
    role: 'operator',
  } as const
  await addSshKey(token, { line: line('ed25519') })
  expect(await listSshKeys(token)).toHaveLength(1)
})

test('looking up keeps nothing', async () => {
  const ada = await makePerson('designer', 'Seeker')
  const server = await serve((_, response) => void response.end(`${line('ed25519')}\nrubbish\n`))
  vi.stubEnv('COCKPIT_GITHUB_URL', server.url)
  try {
    const { account, keys, dropped } = await lookupSshKeys(ada, { account: 'github:ada' })
    expect([account, dropped]).toEqual(['ada', 1])
    expect(keys).toEqual([
      {
        line: line('ed25519'),
        fingerprint: expect.stringMatching(/^SHA256:/) as unknown,
        comment: 'ada@laptop',
        type: 'ssh-ed25519',
      },
    ])
    expect(await listSshKeys(ada)).toEqual([])
  } finally {
    vi.unstubAllEnvs()
    await server.close()
  }
})
