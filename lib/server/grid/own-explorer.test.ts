import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { serveExplorer, type ServedExplorer } from '@/lib/explorer/testing/serve-explorer'
import {
  reservationBody,
  resultBody,
  send,
  sendSigned,
  testIdentity,
} from '@/lib/explorer/testing/signed-client'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import type { GridDriver } from './driver'
import { explorerDriver } from './explorer-driver'

const node = testIdentity(1)
const user = testIdentity(2)
const stranger = testIdentity(3)

let database: TempDatabase
let explorer: ServedExplorer
let driver: GridDriver

async function serveWith(compat: boolean) {
  await explorer?.close()
  explorer = await serveExplorer({ compat })
  driver = explorerDriver({ name: 'own', baseUrl: explorer.baseUrl, isEmbedded: false })
}
beforeEach(async () => {
  vi.stubEnv('PORT', '3999')
  database = await withTempDatabase()
  await serveWith(true)
  const body = JSON.stringify({ node_id: node.id, farm_id: 1, os_version: 'v1' })
  await send(explorer.baseUrl, { method: 'POST', path: '/nodes', body })
})
afterEach(async () => {
  await explorer.close()
  await database.close()
  vi.unstubAllEnvs()
})

describe.each([true, false])('our explorer, compat %s', (compat) => {
  beforeEach(() => serveWith(compat))

  it('is recognised', async () => {
    expect(await driver.capabilities()).toMatchObject({
      explorerId: expect.any(String) as string,
      signedWrites: true,
      nodeStatus: true,
      reportsDeleted: !compat,
    })
    expect((await driver.listNodes()).records.map(({ value }) => value.node_id)).toEqual([node.id])
    expect(await driver.getNodeStatus(node.id)).toBeNull()
  })

  it('takes a reservation through its life', async () => {
    const body = reservationBody(user, node.id)
    expect(await driver.submit(node.id, body, user)).toEqual({ outcome: 'created', number: '0' })
    const sent = JSON.parse(body) as { signature: string }
    expect(await driver.pollNode(node.id)).toMatchObject([
      { number: '0', signature: sent.signature },
    ])
    await sendSigned(explorer.baseUrl, node, {
      method: 'PUT',
      path: '/reservations/0-1',
      body: resultBody(node, '0-1'),
    })
    expect(await driver.getReservation('0')).toMatchObject({
      signature: sent.signature,
      result: { state: 'ok', data: '{"volume_id":"v1"}' },
      deleted: false,
    })
    expect(await driver.requestDelete('0', user)).toEqual({ outcome: 'accepted' })
    expect(await driver.pendingRemovals(node.id)).toMatchObject([{ number: '0' }])
    await sendSigned(explorer.baseUrl, node, { method: 'PUT', path: '/reservations/0-1/deleted' })
    expect(await driver.pendingRemovals(node.id)).toEqual([])
    expect(await driver.getReservation('0')).toMatchObject({
      deleted: true,
      reservation: { toDelete: true },
    })
  })

  it("refuses to delete somebody else's reservation", async () => {
    await driver.submit(node.id, reservationBody(user, node.id), user)
    expect(await driver.requestDelete('0', stranger)).toMatchObject({
      outcome: 'rejected',
      error: { code: 'GRID_REJECTED' },
    })
    expect((await driver.getReservation('0'))?.reservation.toDelete).toBe(false)
  })

  it('refuses a reservation for another node than the one in the address', async () => {
    const other = reservationBody(user, stranger.id)
    expect(await driver.submit(node.id, other, user)).toMatchObject({ outcome: 'rejected' })
  })
})
