import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '@/lib/crypto/encoding'
import { SIGNATURE_HEADER } from '@/lib/protocol/write-auth'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import {
  reservationBody,
  resultBody,
  send,
  sendSigned,
  signHeaders,
  testIdentity,
} from './testing/signed-client'
import { serveExplorer, type ServedExplorer } from './testing/serve-explorer'

const OWNER = { authorization: 'Bearer farm-token' }
const node = testIdentity(1)
const otherNode = testIdentity(2)
const user = testIdentity(3)
const stranger = testIdentity(4)

let database: TempDatabase
let explorer: ServedExplorer
let base: string
beforeEach(async () => {
  database = await withTempDatabase()
  explorer = await serveExplorer({
    bootstrapTokens: ['farm-token'],
    isOwnerToken: async (token) => token === 'owner-token',
  })
  base = explorer.baseUrl
})
afterEach(async () => {
  await explorer.close()
  await database.close()
})

const asOwner = (path: string, body: unknown, headers: Record<string, string> = OWNER) =>
  send(base, { method: 'POST', path, body: JSON.stringify(body), headers })

const registration = (nodeId: string, farm = 1) => ({
  method: 'POST',
  path: '/nodes',
  body: JSON.stringify({ node_id: nodeId, farm_id: farm, os_version: 'v1' }),
})

async function enrolmentToken(farm = 1): Promise<string> {
  const answer = await asOwner('/enrolments', { farm })
  return (JSON.parse(answer.body) as { token: string }).token
}

async function enrol(identity: typeof node, farm = 1): Promise<number> {
  const headers = { 'X-Grid-Enrolment': await enrolmentToken(farm) }
  return (await sendSigned(base, identity, { ...registration(identity.id, farm), headers })).status
}

async function farmAndNode(): Promise<void> {
  await asOwner('/farms', { name: 'one' })
  expect(await enrol(node)).toBe(201)
}

async function reserve(): Promise<string> {
  const body = reservationBody(user, node.id)
  const answer = await sendSigned(base, user, {
    method: 'POST',
    path: `/reservations/${node.id}`,
    body,
  })
  expect(answer.status).toBe(201)
  return answer.headers['location'] ?? ''
}

describe('farms and enrolments', () => {
  it.each([
    [{}, 401],
    [{ authorization: 'Bearer wrong' }, 401],
    [{ authorization: 'Basic farm-token' }, 401],
    [{ authorization: 'Bearer farm-token' }, 201],
    [{ authorization: 'bearer owner-token' }, 201],
  ])('need an owner’s token: %j gives %i', async (headers, status) => {
    expect((await asOwner('/farms', { name: 'one' }, headers)).status).toBe(status)
    if (status === 401) await asOwner('/farms', { name: 'one' })
    expect((await asOwner('/enrolments', { farm: 1 }, headers)).status).toBe(status)
  })

  it('gives no enrolment for a farm that is not there, nor one without end', async () => {
    expect((await asOwner('/enrolments', { farm: 7 })).status).toBe(404)
    await asOwner('/farms', { name: 'one' })
    expect((await asOwner('/enrolments', { farm: 1, ttl: 99_999_999 })).status).toBe(400)
  })

  it('keeps only the hash of an enrolment token', async () => {
    await asOwner('/farms', { name: 'one' })
    const answer = await asOwner('/enrolments', { farm: 1, ttl: 60 })
    const { token, farm, expires } = JSON.parse(answer.body) as Record<string, unknown>
    expect(farm).toBe(1)
    expect(Math.abs(Number(expires) - Date.now() / 1000 - 60)).toBeLessThan(5)
    expect(JSON.stringify(await database.db.explorerEnrolment.findMany())).not.toContain(token)
  })
})

describe('a node joins', () => {
  beforeEach(async () => {
    await asOwner('/farms', { name: 'one' })
    await asOwner('/farms', { name: 'two' })
  })

  it('not without a token, nor with one of another farm', async () => {
    expect((await sendSigned(base, node, registration(node.id))).status).toBe(403)
    const headers = { 'X-Grid-Enrolment': await enrolmentToken(2) }
    const answer = await sendSigned(base, node, { ...registration(node.id), headers })
    expect(answer.status).toBe(403)
    expect(await database.db.explorerNode.count()).toBe(0)
  })

  it('once with each token', async () => {
    const headers = { 'X-Grid-Enrolment': await enrolmentToken() }
    const join = (identity: typeof node) =>
      sendSigned(base, identity, { ...registration(identity.id), headers })
    expect((await join(node)).status).toBe(201)
    expect((await join(node)).status).toBe(201)
    expect((await join(otherNode)).status).toBe(403)
    expect((await sendSigned(base, node, registration(node.id))).status).toBe(201)
  })

  it('not with a token that has ended', async () => {
    const token = await enrolmentToken()
    await database.db.explorerEnrolment.updateMany({ data: { expires: new Date(Date.now() - 1) } })
    const headers = { 'X-Grid-Enrolment': token }
    const answer = await sendSigned(base, node, { ...registration(node.id), headers })
    expect(answer.status).toBe(403)
  })

  it('only for itself, and changes its farm only with a token of the other one', async () => {
    const headers = { 'X-Grid-Enrolment': await enrolmentToken() }
    const foreign = await sendSigned(base, stranger, { ...registration(node.id), headers })
    expect(foreign.status).toBe(403)
    expect(await enrol(node)).toBe(201)
    expect((await sendSigned(base, node, registration(node.id, 2))).status).toBe(403)
    expect(await enrol(node, 2)).toBe(201)
  })
})

describe('a signature', () => {
  beforeEach(farmAndNode)
  const write = () => ({ method: 'POST', path: `/nodes/${node.id}/uptime`, body: '{"uptime":5}' })

  it('is accepted once', async () => {
    const headers = await signHeaders(base, node, write(), Date.now())
    expect((await send(base, { ...write(), headers })).status).toBe(200)
    expect((await send(base, { ...write(), headers })).status).toBe(409)
  })

  it('is not accepted again in another spelling', async () => {
    const headers = await signHeaders(base, node, write(), Date.now())
    expect((await send(base, { ...write(), headers })).status).toBe(200)
    // ed25519 takes S + L for S unless a verifier minds; both are the same signature to us.
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const bytes = fromBase64(headers[SIGNATURE_HEADER] ?? '')
    const half = [...bytes.slice(32)].reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
    const other = half + order
    for (let i = 0; i < 32; i++) bytes[32 + i] = Number((other >> BigInt(8 * i)) & 255n)
    const respelled = { ...headers, [SIGNATURE_HEADER]: toBase64(bytes) }
    expect([401, 409]).toContain((await send(base, { ...write(), headers: respelled })).status)
  })

  it('is accepted once among parallel copies', async () => {
    const headers = await signHeaders(base, node, write(), Date.now())
    const copies = Array.from({ length: 8 }, () => send(base, { ...write(), headers }))
    const statuses = (await Promise.all(copies)).map((answer) => answer.status).sort()
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
  })

  it.each([
    ['the clock is six minutes late', -6 * 60_000],
    ['the clock is six minutes early', 6 * 60_000],
  ])('is refused when %s', async (_, skew) => {
    const headers = await signHeaders(base, node, write(), Date.now() + skew)
    expect((await send(base, { ...write(), headers })).status).toBe(401)
  })

  it('covers method, path, query and body', async () => {
    const headers = await signHeaders(base, node, write(), Date.now())
    const changes = [
      { ...write(), body: '{"uptime":6}' },
      { ...write(), path: `${write().path}?a=1` },
      { ...write(), path: `/nodes/${node.id}/ports` },
    ]
    for (const change of changes) {
      expect((await send(base, { ...change, headers })).status).toBe(401)
    }
  })

  it('is checked in compat mode too, when there is one', async () => {
    const compat = await serveExplorer({ compat: true })
    const headers = await signHeaders(base, node, write(), Date.now())
    const changed = { ...write(), body: '{"uptime":6}' }
    expect((await send(compat.baseUrl, { ...changed, headers })).status).toBe(401)
    const foreign = await sendSigned(compat.baseUrl, stranger, write())
    expect(foreign.status).toBe(403)
    expect((await send(compat.baseUrl, write())).status).toBe(200)
    const page = { origin: 'https://example.org' }
    expect((await send(compat.baseUrl, { ...write(), headers: page })).status).toBe(403)
    await compat.close()
  })

  it('is forgotten after ten minutes, when its time alone refuses it', async () => {
    const old = new Date(Date.now() - 11 * 60_000)
    await database.db.explorerSeenSignature.create({ data: { signature: 'old', at: old } })
    const later = await serveExplorer({ now: () => Date.now() + 2 * 60_000 })
    await sendSigned(later.baseUrl, node, write())
    expect(await database.db.explorerSeenSignature.count({ where: { signature: 'old' } })).toBe(0)
    await later.close()
  })
})

describe('who may write what', () => {
  beforeEach(farmAndNode)

  it.each(['uptime', 'ports', 'capacity', 'configure_public', 'interfaces', 'status'])(
    'only the node itself reports its %s',
    async (report) => {
      const path = `/nodes/${node.id}/${report}`
      const body = report === 'interfaces' ? '[]' : '{"engine":"simulated"}'
      const write = { method: 'POST', path, body }
      expect((await sendSigned(base, stranger, write)).status).toBe(403)
      expect((await sendSigned(base, node, write)).status).toBeLessThan(300)
    },
  )

  it('a reservation comes from its user', async () => {
    const path = `/reservations/${node.id}`
    const write = { method: 'POST', path, body: reservationBody(user, node.id) }
    expect((await sendSigned(base, stranger, write)).status).toBe(403)
    expect((await send(base, write)).status).toBe(401)
    expect((await sendSigned(base, user, write)).headers['location']).toBe('/reservations/0-1')
  })

  it('is deleted by its user, answered and removed by its node', async () => {
    const path = await reserve()
    const result = { method: 'PUT', path, body: resultBody(node, '0-1') }
    const deletion = { method: 'DELETE', path }
    const removal = { method: 'PUT', path: `${path}/deleted` }
    for (const identity of [stranger, user]) {
      expect((await sendSigned(base, identity, result)).status).toBe(403)
      expect((await sendSigned(base, identity, removal)).status).toBe(403)
    }
    for (const identity of [stranger, node]) {
      expect((await sendSigned(base, identity, deletion)).status).toBe(403)
    }
    expect((await sendSigned(base, node, result)).status).toBe(200)
    expect((await sendSigned(base, user, deletion)).status).toBe(200)
    expect((await sendSigned(base, node, removal)).status).toBe(200)
    const shown = JSON.parse((await send(base, { method: 'GET', path })).body) as object
    expect(shown).toMatchObject({ to_delete: true, deleted: true, result: { state: 'ok' } })
  })

  it('a result is signed by the node, not only its request', async () => {
    const path = await reserve()
    const body = resultBody(stranger, '0-1')
    const answer = await sendSigned(base, node, { method: 'PUT', path, body })
    expect([answer.status, answer.body]).toEqual([
      400,
      'result signature invalid: signature verification failed\n',
    ])
    const shown = await send(base, { method: 'GET', path })
    expect(JSON.parse(shown.body)).toMatchObject({ result: null, deleted: false })
  })

  it('a result without data is signed over the four bytes null', async () => {
    const path = await reserve()
    const { signResult, encodeResult } = await import('@/lib/protocol/reservation')
    const created = '2026-01-01T00:00:00Z'
    const unsigned = {
      type: 'volume',
      id: '0-1',
      created,
      state: 'error',
      error: 'no',
      data: 'null',
    }
    const body = encodeResult(signResult(unsigned, node))
    expect((await sendSigned(base, node, { method: 'PUT', path, body })).status).toBe(200)
    const shown = await send(base, { method: 'GET', path })
    expect(shown.body).toContain('"error":"no","data":null,"signature":"')
  })
})
