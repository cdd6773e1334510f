import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { encodeSeedFile, identityFromSeed } from '@/lib/crypto/identity'
import type { ReservationState } from '@/lib/protocol/states'
import type { Actor } from '@/lib/server/auth/actor'
import { PASSWORD_RULE } from '@/lib/server/auth/password'
import { makePerson, PASSWORD } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { exportIdentity } from './export'
import {
  createIdentity,
  deleteIdentity,
  importIdentity,
  listIdentities,
  signingIdentity,
  updateIdentity,
} from './identities'

const TOKEN: Actor = {
  kind: 'token',
  userId: null,
  name: 'API token',
  email: null,
  role: 'operator',
}

let temp: TempDatabase
let maker: Actor
let operator: Actor
let owner: Actor
let viewer: Actor
let designer: Actor
beforeAll(async () => {
  temp = await withTempDatabase()
  designer = await makePerson('designer')
  viewer = await makePerson('viewer')
})
afterAll(() => temp.close())
beforeEach(async () => {
  maker = await makePerson('operator', 'Maker')
  operator = await makePerson('operator', 'Other')
  owner = await makePerson('owner')
})

const denied = { code: 'ACCESS_DENIED' }
function randomSeed(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32))
}
function fileOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
async function addReservation(identityId: string, state: ReservationState): Promise<void> {
  const grid = await temp.db.grid.upsert({
    where: { name: 'test' },
    create: { name: 'test', kind: 'explorer', url: 'http://127.0.0.1:1' },
    update: {},
  })
  await temp.db.reservation.create({
    data: {
      gridId: grid.id,
      identityId,
      nodeId: 'n',
      type: 'network',
      workloadName: 'w',
      stepToken: randomUUID(),
      body: '{}',
      signature: '',
      state,
      endsAt: new Date(),
    },
  })
}

describe('creating', () => {
  it('makes a key pair of its own whose seed is only stored sealed', async () => {
    const a = await createIdentity(maker, { name: 'a' })
    const b = await createIdentity(maker, { name: 'b' })
    expect(a).toMatchObject({
      name: 'a',
      ownerName: 'Maker',
      isMine: true,
      shared: false,
      liveReservations: 0,
    })
    expect(a.publicId).not.toBe(b.publicId)
    const identity = await signingIdentity(maker, a.id)
    expect(identity.id).toBe(a.publicId)
    const row = await temp.db.identity.findUniqueOrThrow({ where: { id: a.id } })
    const seed = Buffer.from(identity.secretKey.subarray(0, 32))
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(JSON.stringify(row)).not.toContain(seed.toString(form))
    expect(row.sealedSeed).toMatch(/^v1\./)
  })
  it('does not open a seed copied to another row', async () => {
    const a = await createIdentity(maker, { name: 'a' })
    const b = await createIdentity(maker, { name: 'b' })
    const { sealedSeed } = await temp.db.identity.findUniqueOrThrow({ where: { id: a.id } })
    await temp.db.identity.update({ where: { id: b.id }, data: { sealedSeed } })
    await expect(signingIdentity(maker, b.id)).rejects.toMatchObject({ code: 'SEALED_BOX_INVALID' })
  })
  it('is for operators', async () => {
    await expect(createIdentity(designer, { name: 'x' })).rejects.toMatchObject(denied)
    await expect(importIdentity(viewer, { name: 'x', seedFile: '' })).rejects.toMatchObject(denied)
  })
  it('works for the API token, which then is the maker', async () => {
    const view = await createIdentity(TOKEN, { name: 'scripted' })
    expect(view).toMatchObject({ ownerName: 'API token', isMine: true })
    expect((await signingIdentity(TOKEN, view.id)).id).toBe(view.publicId)
    await expect(signingIdentity(operator, view.id)).rejects.toMatchObject(denied)
  })
})

describe('importing', () => {
  it('takes a user.seed file and the bare 32 bytes', async () => {
    for (const encode of [encodeSeedFile, (bytes: Uint8Array) => bytes]) {
      const seed = randomSeed()
      const view = await importIdentity(maker, { name: 'i', seedFile: fileOf(encode(seed)) })
      expect(view.publicId).toBe(identityFromSeed(seed).id)
    }
  })
  it.each([
    ['31 bytes', new Uint8Array(31)],
    ['nothing', new Uint8Array(0)],
    ['another version', Buffer.concat([Buffer.from('"2.0.0"'), new Uint8Array(32)])],
  ])('refuses %s and stores nothing', async (_, bytes) => {
    const before = await temp.db.identity.count()
    const attempt = importIdentity(maker, { name: 'bad', seedFile: fileOf(bytes) })
    await expect(attempt).rejects.toMatchObject({ code: 'INVALID_SEED' })
    expect(await temp.db.identity.count()).toBe(before)
  })
  it('refuses a seed that is here already, whoever has it', async () => {
    const seedFile = fileOf(encodeSeedFile(randomSeed()))
    await importIdentity(maker, { name: 'first', seedFile })
    await expect(importIdentity(operator, { name: 'second', seedFile })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      message: expect.stringContaining('first'),
    })
  })
})

describe('exporting', () => {
  it('gives maker and owner the same file back, with their own password', async () => {
    const file = encodeSeedFile(randomSeed())
    const { id } = await importIdentity(maker, { name: 'e', seedFile: fileOf(file) })
    expect(await exportIdentity(maker, id, PASSWORD)).toEqual(file)
    expect(await exportIdentity(owner, id, PASSWORD)).toEqual(file)
    const events = await temp.db.event.findMany({ where: { subjectId: id } })
    expect(events.filter(({ message }) => message.includes('exported'))).toHaveLength(2)
  })
  it('refuses everybody else, shared or not, and every token', async () => {
    const { id } = await createIdentity(maker, { name: 'e' })
    await updateIdentity(maker, id, { shared: true })
    await expect(exportIdentity(operator, id, PASSWORD)).rejects.toMatchObject(denied)
    await expect(exportIdentity(TOKEN, id, PASSWORD)).rejects.toMatchObject(denied)
    await expect(exportIdentity({ ...owner, kind: 'token' }, id, PASSWORD)).rejects.toMatchObject(
      denied,
    )
  })
  it('refuses a wrong password, and stops guessing', async () => {
    const { id } = await createIdentity(maker, { name: 'e' })
    for (let i = 0; i < PASSWORD_RULE.max; i += 1)
      await expect(exportIdentity(maker, id, 'wrong')).rejects.toMatchObject({
        code: 'SIGN_IN_FAILED',
      })
    await expect(exportIdentity(maker, id, PASSWORD)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    })
  })
})

describe('sharing and renaming', () => {
  it('lets other operators sign, until it is taken back', async () => {
    const { id, publicId } = await createIdentity(maker, { name: 's' })
    await expect(signingIdentity(operator, id)).rejects.toMatchObject(denied)
    await expect(signingIdentity(owner, id)).rejects.toMatchObject(denied)
    expect(await updateIdentity(maker, id, { shared: true })).toMatchObject({
      shared: true,
      name: 's',
    })
    expect((await signingIdentity(operator, id)).id).toBe(publicId)
    expect((await signingIdentity(TOKEN, id)).id).toBe(publicId)
    await expect(signingIdentity(designer, id)).rejects.toMatchObject(denied)
    await updateIdentity(owner, id, { shared: false, name: 'new name' })
    await expect(signingIdentity(operator, id)).rejects.toMatchObject(denied)
    const views = await listIdentities(viewer)
    expect(views.find((view) => view.id === id)).toMatchObject({ name: 'new name', isMine: false })
  })
  it('is for maker and owner', async () => {
    const { id } = await createIdentity(maker, { name: 's' })
    await expect(updateIdentity(operator, id, { shared: true })).rejects.toMatchObject(denied)
    await expect(deleteIdentity(operator, id)).rejects.toMatchObject(denied)
  })
})

describe('deleting', () => {
  it('removes the row when nothing names it', async () => {
    const { id } = await createIdentity(maker, { name: 'd' })
    await deleteIdentity(maker, id)
    expect(await temp.db.identity.findUnique({ where: { id } })).toBeNull()
    await expect(signingIdentity(maker, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it.each(['planned', 'submitted', 'deployed', 'deleting', 'drifted'] as const)(
    'refuses while a reservation is %s',
    async (state) => {
      const { id } = await createIdentity(maker, { name: 'd' })
      await addReservation(id, state)
      expect((await listIdentities(maker)).find((view) => view.id === id)?.liveReservations).toBe(1)
      await expect(deleteIdentity(maker, id)).rejects.toMatchObject({ code: 'IDENTITY_IN_USE' })
    },
  )
  it('refuses while a network signs with it, and names the network', async () => {
    const { id } = await createIdentity(maker, { name: 'd' })
    await addReservation(id, 'deleted')
    const grid = await temp.db.grid.findFirstOrThrow()
    await temp.db.network.create({
      data: { gridId: grid.id, identityId: id, name: 'backbone', design: '{}' },
    })
    await expect(deleteIdentity(maker, id)).rejects.toMatchObject({
      code: 'IDENTITY_IN_USE',
      message: expect.stringContaining('backbone'),
    })
  })
  it('erases the seed but keeps the records of ended reservations; the same seed brings it back', async () => {
    const file = encodeSeedFile(randomSeed())
    const { id } = await importIdentity(maker, { name: 'd', seedFile: fileOf(file) })
    await addReservation(id, 'expired')
    await deleteIdentity(maker, id)
    expect((await listIdentities(maker)).some((view) => view.id === id)).toBe(false)
    await expect(exportIdentity(maker, id, PASSWORD)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await temp.db.identity.findUniqueOrThrow({ where: { id } })).sealedSeed).toBe('')
    const again = await importIdentity(operator, { name: 'back', seedFile: fileOf(file) })
    expect(again).toMatchObject({ id, name: 'back', isMine: true })
    expect(await exportIdentity(operator, id, PASSWORD)).toEqual(file)
  })
})
