import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/server/auth/actor'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { embeddedUrl } from './embedded-grid'
import { createGrid, defaultGrid, deleteGrid, ensureEmbeddedGrid, listGrids } from './grids'
import { FakeExplorer, testNode } from './testing/fake-explorer'

const OWNER: Actor = { kind: 'session', userId: 'u1', name: 'Ada', email: 'a@b.c', role: 'owner' }
const OPERATOR: Actor = { ...OWNER, role: 'operator' }
const TOKEN: Actor = { kind: 'token', userId: null, name: 'API', email: null, role: 'operator' }

let database: TempDatabase
let explorer: FakeExplorer
beforeEach(async () => {
  vi.stubEnv('PORT', '3999')
  database = await withTempDatabase()
  explorer = await new FakeExplorer().start()
  explorer.state.nodes = [testNode(0)]
})
afterEach(async () => {
  await explorer.stop()
  await database.close()
  vi.unstubAllEnvs()
})

describe('the embedded grid', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3999/explorer'],
    ['0.0.0.0', 'http://127.0.0.1:3999/explorer'],
    ['::', 'http://127.0.0.1:3999/explorer'],
    ['192.168.1.5', 'http://192.168.1.5:3999/explorer'],
    ['::1', 'http://[::1]:3999/explorer'],
  ])('listening on %s it is at %s', (host, url) => {
    expect(embeddedUrl({ host, port: 3999 })).toBe(url)
  })

  it('is there once, and moves with the port', async () => {
    const first = await ensureEmbeddedGrid()
    vi.stubEnv('PORT', '4001')
    const second = await ensureEmbeddedGrid()
    expect(second).toMatchObject({ id: first.id, url: 'http://127.0.0.1:4001/explorer' })
    expect(await defaultGrid()).toMatchObject({ id: first.id })
    expect(await listGrids()).toHaveLength(1)
  })

  it('cannot be removed', async () => {
    const { id } = await ensureEmbeddedGrid()
    await expect(deleteGrid(OWNER, id)).rejects.toMatchObject({ code: 'GRID_IN_USE' })
  })
})

describe('createGrid', () => {
  it('connects, asks at once, and drops the trailing slash', async () => {
    const grid = await createGrid(OWNER, { name: 'devnet', url: `${explorer.url}/` })
    expect(grid).toMatchObject({
      name: 'devnet',
      kind: 'explorer',
      url: explorer.url,
      state: 'up',
      nodeCount: 1,
      farmCount: 1,
    })
  })

  it('keeps a grid that is down, with the reason', async () => {
    await explorer.stop()
    const grid = await createGrid(OWNER, { name: 'devnet', url: explorer.url })
    expect(grid).toMatchObject({ state: 'down' })
    expect(grid.error).toContain('refuses the connection')
    expect(grid.nextCheckAt).not.toBeNull()
  })

  it.each([
    'http://169.254.169.254/',
    'http://127.0.0.1:3999/explorer',
    'http://user:word@grid.example/',
  ])('refuses %s and keeps nothing', async (url) => {
    await expect(createGrid(OWNER, { name: 'x', url })).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
    })
    expect(await listGrids()).toEqual([])
  })

  it('refuses a name or an address twice', async () => {
    await createGrid(OWNER, { name: 'devnet', url: explorer.url })
    for (const input of [
      { name: 'devnet', url: 'http://127.0.0.1:1' },
      { name: 'other', url: `${explorer.url}/` },
    ])
      await expect(createGrid(OWNER, input)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
  })

  it('is for owners and the API token', async () => {
    await expect(createGrid(OPERATOR, { name: 'x', url: explorer.url })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    })
    await expect(createGrid(TOKEN, { name: 'x', url: explorer.url })).resolves.toBeDefined()
  })
})

describe('deleteGrid', () => {
  it('forgets the grid and its nodes; the event stays', async () => {
    const { id } = await createGrid(OWNER, { name: 'devnet', url: explorer.url })
    await expect(deleteGrid(OPERATOR, id)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    await deleteGrid(OWNER, id)
    expect(await listGrids()).toEqual([])
    expect(await database.db.gridNode.count()).toBe(0)
    const events = await database.db.event.findMany({ where: { subjectId: id } })
    expect(events.map(({ message }) => message)).toContain('Grid “devnet” removed.')
    await expect(deleteGrid(OWNER, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('refuses while a network lives there', async () => {
    const { id } = await createGrid(OWNER, { name: 'devnet', url: explorer.url })
    await database.db.network.create({ data: { gridId: id, name: 'net', design: '{}' } })
    await expect(deleteGrid(OWNER, id)).rejects.toMatchObject({
      code: 'GRID_IN_USE',
      message: expect.stringContaining('1 network and 0 live reservations') as string,
    })
  })

  it('refuses while a reservation is live, and takes ended ones along', async () => {
    const { id } = await createGrid(OWNER, { name: 'devnet', url: explorer.url })
    await database.db.user.create({ data: { id: 'u1', name: 'Ada', email: 'a@b.c' } })
    const identity = await database.db.identity.create({
      data: { name: 'me', publicId: 'p', sealedSeed: 's', ownerId: 'u1' },
    })
    const reservation = await database.db.reservation.create({
      data: {
        gridId: id,
        identityId: identity.id,
        nodeId: 'n',
        type: 'network',
        workloadName: 'net',
        stepToken: 't',
        body: '{}',
        signature: 's',
        state: 'deployed',
        endsAt: new Date(),
      },
    })
    await expect(deleteGrid(OWNER, id)).rejects.toMatchObject({ code: 'GRID_IN_USE' })
    await database.db.reservation.update({
      where: { id: reservation.id },
      data: { state: 'expired' },
    })
    await deleteGrid(OWNER, id)
    expect(await database.db.reservation.count()).toBe(0)
  })
})
