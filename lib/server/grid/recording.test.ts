import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { identityFromSeed } from '@/lib/crypto/identity'
import { encodeReservation, verifyReservation } from '@/lib/protocol/reservation'
import type { GridDriver } from './driver'
import { explorerDriver } from './explorer-driver'
import { RECORDING, recorded, ReplayServer } from './testing/recording'

/**
 * The original explorer's recorded answers, served to our client. The requests it sends must be those of the recording
 * (method, path, body), and what it makes of the answers must be what the recording says.
 */
const identity = identityFromSeed(new Uint8Array(32).fill(7))
const { D1, unknown: UNKNOWN } = RECORDING.nodes as { D1: string; unknown: string }

/** Calls our driver makes, by recorded step. */
const READS: Record<number, (driver: GridDriver) => Promise<unknown>> = {
  1: (driver) => driver.listFarms(),
  2: (driver) => driver.listNodes(),
  9: (driver) => driver.listFarms(),
  26: (driver) => driver.getNode(D1),
  27: (driver) => driver.getNode(UNKNOWN),
  38: (driver) => driver.getNode(D1),
  56: (driver) => driver.getNode(D1),
  57: (driver) => driver.getNode(RECORDING.nodes['H1'] ?? ''),
  58: (driver) => driver.listNodes(),
  77: (driver) => driver.getReservation('0'),
  78: (driver) => driver.getReservation('3'),
  79: (driver) => driver.getReservation('99'),
  81: (driver) => driver.pollNode(D1),
  85: (driver) => driver.pollNode(RECORDING.nodes['H1'] ?? ''),
  89: (driver) => driver.pollNode(UNKNOWN),
  91: (driver) => driver.getReservation('1'),
  93: (driver) => driver.getReservation('1'),
  96: (driver) => driver.getReservation('1'),
  100: (driver) => driver.getReservation('0'),
  105: (driver) => driver.getReservation('0'),
}
const POSTS = [67, 68, 69, 70, 71, 72, 73, 74, 75, 76]
const DELETES: Record<number, string> = { 99: '0', 102: '0', 103: '99', 108: '3' }

describe.each(['', '/grid/explorer'])('the recording, served below "%s"', (basePath) => {
  let server: ReplayServer
  let driver: GridDriver
  beforeAll(async () => {
    vi.stubEnv('PORT', '3999')
    server = await ReplayServer.start(basePath)
    // A trailing slash must make no difference.
    const baseUrl = basePath ? `${server.baseUrl}/` : server.baseUrl
    driver = explorerDriver({ name: 'recorded', baseUrl, isEmbedded: false })
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    await server.stop()
  })

  /** Plays a step, makes a call, and checks that the request was the recorded one. */
  async function play<T>(n: number, call: (driver: GridDriver) => Promise<T>): Promise<T> {
    const { request } = server.play(n)
    server.sent.length = 0
    const outcome = await call(driver).catch((error: unknown) => {
      expectSent(request)
      throw error
    })
    expectSent(request)
    return outcome
  }
  function expectSent(request: { method: string; path: string }) {
    const [sent, ...more] = server.sent
    expect(more).toEqual([])
    expect(sent).toMatchObject({
      method: request.method,
      path: request.path,
      contentType: 'application/json',
    })
    expect(sent?.headers['x-grid-signature']).toBeUndefined()
  }
  const read = (n: number) => play(n, READS[n] ?? (() => expect.fail(`no call for ${n}`)))

  it('reads /info of an original as: no additions', async () => {
    expect(await driver.capabilities()).toMatchObject({
      explorerId: null,
      additions: [],
      canWrite: true,
      signedWrites: false,
      reportsDeleted: false,
    })
  })

  it.each([1, 2, 9, 58])('step %i: reads the list', async (n) => {
    const list = (await read(n)) as Awaited<ReturnType<GridDriver['listNodes']>>
    const expected = JSON.parse(recorded(n).response.body ?? '') as Record<string, unknown>[]
    const isNamed = (entry: Record<string, unknown>) => entry['node_id'] !== ''
    expect(list.records.map(({ raw }) => JSON.parse(raw) as unknown)).toEqual(
      expected.filter(isNamed),
    )
    // The recording holds one node without an id (step 25), which nobody can use.
    expect(list.notes).toHaveLength(expected.every(isNamed) ? 0 : 1)
  })

  it.each([26, 38, 56, 57])('step %i: reads the node', async (n) => {
    const node = (await read(n)) as Awaited<ReturnType<GridDriver['getNode']>>
    const expected = JSON.parse(recorded(n).response.body ?? '') as Record<string, unknown>
    const { node_id, farm_id, updated, uptime, total_resources, ifaces, public_config, wg_ports } =
      expected
    expect(node?.value).toMatchObject({ node_id, farm_id, updated, uptime, total_resources })
    expect(node?.value.public_config).toEqual(public_config)
    expect(node?.value.wg_ports).toEqual(wg_ports ?? [])
    const named = (list: unknown) =>
      (list as { name: string; addrs: string[] | null }[] | null) ?? []
    expect(node?.value.ifaces?.map(({ name, addrs }) => ({ name, addrs }))).toEqual(
      named(ifaces).map(({ name, addrs }) => ({ name, addrs: addrs ?? [] })),
    )
    expect(node?.raw).toBe(recorded(n).response.body?.trim())
  })

  it.each([27, 79])('step %i: nothing of that id is null', async (n) => {
    expect(await read(n)).toBeNull()
  })

  it.each([77, 78, 91, 93, 96, 100, 105])(
    'step %i: reads the reservation, every byte',
    async (n) => {
      const found = (await read(n)) as NonNullable<
        Awaited<ReturnType<GridDriver['getReservation']>>
      >
      const body = recorded(n).response.body ?? ''
      const { result, ...said } = JSON.parse(body) as Record<string, unknown>
      expect(found.number).toBe(String(said['id']).slice(0, -2))
      expect(found.signature).toBe(said['signature'])
      expect(found.deleted).toBeNull()
      expect(found.reservation.toDelete).toBe(said['to_delete'])
      expect(verifyReservation(found.reservation)).toBe(true)
      expect(body.startsWith(encodeReservation(found.reservation).trimEnd().slice(0, -1))).toBe(
        true,
      )
      if (result === null) expect(found.result).toBeNull()
      else expect(found.result).toMatchObject({ state: n === 91 ? 'ok' : 'error' })
    },
  )

  it('step 91: keeps the text of the result, which the node signs', async () => {
    const found = (await read(91)) as Awaited<ReturnType<GridDriver['getReservation']>>
    expect(found?.result?.data).toBe('{"id":"1-1","ip":"172.30.1.10"}')
  })

  it.each([81, 85])('step %i: reads all reservations of a node', async (n) => {
    const listed = (await read(n)) as Awaited<ReturnType<GridDriver['pollNode']>>
    const expected = JSON.parse(recorded(n).response.body ?? '') as Record<string, unknown>[]
    expect(listed.map(({ number, signature }) => ({ number, signature }))).toEqual(
      expected.map(({ id, signature }) => ({ number: String(id).slice(0, -2), signature })),
    )
    for (const { reservation } of listed)
      expect(reservation && verifyReservation(reservation)).toBe(true)
  })

  it('step 89: a node the explorer does not know is an error that quotes it', async () => {
    await expect(read(89)).rejects.toMatchObject({
      code: 'GRID_REJECTED',
      message: expect.stringContaining(`node not found: ${UNKNOWN}`) as string,
    })
  })

  it('step 101: lists what is still to be removed', async () => {
    server.play(101)
    const listed = await driver.pendingRemovals(D1)
    expect(server.sent.at(-1)?.path).toBe(`/reservations/${D1}/poll?from=18446744073709551615`)
    expect(listed.map(({ number }) => number)).toEqual(['0'])
  })

  it.each(POSTS)('step %i: posts the body as it is', async (n) => {
    const { request, response } = recorded(n)
    const nodeId = request.path.split('/')[2] ?? ''
    const body = `${request.body ?? ''}`
    const outcome = await play(n, (grid) => grid.submit(nodeId, body, identity))
    expect(sha(server.sent[0]?.body ?? '')).toBe(sha(body))
    const location = /^\/reservations\/(\d+)-1$/.exec(response.headers?.['Location'] ?? '')?.[1]
    if (location !== undefined) expect(outcome).toEqual({ outcome: 'created', number: location })
    else {
      expect(outcome).toMatchObject({ outcome: 'rejected', error: { code: 'GRID_REJECTED' } })
      const words = response.body?.startsWith('{')
        ? (JSON.parse(response.body) as { Error: string }).Error
        : response.body?.trim()
      expect('error' in outcome && outcome.error.message).toContain(words)
    }
  })

  it.each(Object.entries(DELETES))('step %s: deletes', async (n, number) => {
    const outcome = await play(Number(n), (grid) => grid.requestDelete(number, identity))
    const isKnown = recorded(Number(n)).response.status === 200
    expect(outcome).toEqual({ outcome: isKnown ? 'accepted' : 'missing' })
  })

  it('step 59: an explorer that hangs up is unreachable', async () => {
    server.play(59)
    await expect(driver.listNodes()).rejects.toMatchObject({ code: 'GRID_UNREACHABLE' })
  })

  it('covers every recorded request our client makes', () => {
    const made = RECORDING.steps
      .filter(({ request: { method, path } }) => {
        if (method === 'GET')
          return (
            /^\/(farms|nodes)$/.test(path) ||
            /^\/nodes\/\w+$/.test(path) ||
            /^\/reservations\/\d+-1$/.test(path) ||
            /poll\?from=0$/.test(path)
          )
        return (
          (method === 'POST' && /^\/reservations\/\w+$/.test(path)) ||
          (method === 'DELETE' && /^\/reservations\/\d+-1$/.test(path))
        )
      })
      .map(({ n }) => n)
    const done = [...Object.keys(READS).map(Number), ...POSTS, ...Object.keys(DELETES).map(Number)]
    expect(made.filter((n) => !done.includes(n))).toEqual([])
  })
})

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
