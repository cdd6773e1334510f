import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveExplorer, type ServedExplorer } from '@/lib/explorer/testing/serve-explorer'
import { identityFromSeed, parseSeedFile } from '@/lib/crypto/identity'
import type { WireNode } from '@/lib/protocol/types'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { body, networkJson, party, vmJson, type Party } from '../testing/bodies'
import { createGridUser, getJson, isResultSigned, until, type GridUser } from '../testing/grid-user'
import { loadIdentity } from '../identity-file'
import { startSimulatedFarm, type SimulatedFarm, type SimulatedFarmOptions } from './start'

const TOKEN = 'owner-token'
let database: TempDatabase
let explorer: ServedExplorer
let farm: SimulatedFarm | undefined
let dataDir: string
let user: GridUser

beforeAll(async () => {
  database = await withTempDatabase()
})
afterAll(() => database.close())

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'noded-'))
  explorer = await serveExplorer({ bootstrapTokens: [TOKEN], longPollMs: 2_000 })
  user = await createGridUser(explorer.baseUrl, 77)
})
afterEach(async () => {
  await farm?.stop()
  farm = undefined
  await explorer.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<SimulatedFarmOptions> = {}): Promise<SimulatedFarm> {
  farm = await startSimulatedFarm({
    explorer: `${explorer.baseUrl}/`,
    nodes: 1,
    dataDir,
    token: TOKEN,
    ...options,
  })
  await farm.ready()
  return farm
}

/** The first node's key as a party, so that bodies can be sealed for it without our code. */
async function nodeParty(): Promise<Party> {
  const identity = await loadIdentity(dataDir, 0, undefined)
  return { id: identity.id, publicKey: identity.publicKey, secretKey: identity.secretKey }
}
const node = (id: string) => getJson(`${explorer.baseUrl}/nodes/${id}`) as Promise<WireNode>

async function postNetwork(
  target: Party,
  parts: Parameters<typeof networkJson>[0] = { node: target },
  duration?: string,
) {
  const data = networkJson(parts)
  return user.post(
    target.id,
    body({ node: target, user, type: 'network', data, ...(duration ? { duration } : {}) }),
  )
}
const answered = (id: string, ms?: number) =>
  until(
    () => user.get(id),
    ({ result }) => result !== null,
    ms,
  )
const removed = (id: string) =>
  until(
    () => user.get(id),
    ({ deleted }) => deleted === true,
  )

describe('a farm of 24', () => {
  test('registers on four continents, of every kind, one down and one nearly full', async () => {
    const { nodes } = await start({ nodes: 24 })
    const farms = (await getJson(`${explorer.baseUrl}/farms`)) as unknown[]
    expect(farms).toHaveLength(4)
    const seen = await Promise.all(nodes.map(({ nodeId }) => node(nodeId)))
    expect(new Set(seen.map(({ location }) => location.continent)).size).toBe(4)
    expect(new Set(seen.map(({ location }) => location.city)).size).toBe(24)
    const kinds = nodes.map(({ plan }) => plan.kind)
    for (const kind of ['dual', 'ipv4', 'ipv6', 'hidden'] as const)
      expect(kinds.filter((one) => one === kind).length).toBeGreaterThanOrEqual(3)
    expect(nodes.filter(({ plan }) => plan.isDown)).toHaveLength(1)
    const full = nodes.find(({ plan }) => plan.reserved.cru > 0)
    await until(
      () => node(full?.nodeId ?? ''),
      ({ used_resources, total_resources }) => used_resources.cru === total_resources.cru - 1,
    )
    const addresses = seen.map(({ public_config }) => public_config?.ipv4).filter(Boolean)
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})

test('seeds are kept in files of their owner only, and give the same nodes again', async () => {
  const first = await start({ nodes: 3 })
  const ids = first.nodes.map(({ nodeId }) => nodeId)
  await first.stop()
  const folder = path.join(dataDir, 'identities')
  const files = await readdir(folder)
  expect(files).toHaveLength(3)
  for (const file of files) expect((await stat(path.join(folder, file))).mode & 0o777).toBe(0o600)
  // the token was needed once only
  const second = await start({ nodes: 3, token: undefined })
  expect(second.nodes.map(({ nodeId }) => nodeId)).toEqual(ids)
})

test('a reservation is picked up within a second, answered with a signed result, and removed', async () => {
  await start()
  const target = await nodeParty()
  const began = Date.now()
  const network = await postNetwork(target)
  const seen = await answered(network, network === '0-1' ? 3_000 : 1_000)
  expect(seen.result).toMatchObject({ state: 'ok', error: '', data: null })
  expect(isResultSigned(seen, target)).toBe(true)
  await until(
    () => node(target.id),
    ({ wg_ports }) => wg_ports?.includes(3001) ?? false,
  )

  const vm = await user.post(
    target.id,
    body({ node: target, user, type: 'kubernetes', data: vmJson({ node: target }) }),
  )
  expect((await answered(vm, 1_000)).result).toMatchObject({
    state: 'ok',
    data: { id: vm, ip: '10.42.1.2' },
  })
  await until(
    () => node(target.id),
    ({ used_resources }) => used_resources.cru === 1,
  )
  expect(Date.now() - began).toBeLessThan(6_000)

  expect(await user.remove(vm)).toBe(200)
  await removed(vm)
  expect(await user.remove(network)).toBe(200)
  await removed(network)
  await until(
    () => node(target.id),
    ({ wg_ports, used_resources }) => wg_ports?.length === 0 && used_resources.cru === 0,
  )
})

test('a refusal is a signed error', async () => {
  await start()
  const target = await nodeParty()
  const data = vmJson({ node: target, network: 'nowhere' })
  const id = await user.post(target.id, body({ node: target, user, type: 'kubernetes', data }))
  const seen = await answered(id)
  expect(seen.result?.state).toBe('error')
  expect(seen.result?.error).toContain('"nowhere" is not on this node')
  expect(isResultSigned(seen, target)).toBe(true)
})

test('what has ended is removed and reported', async () => {
  await start()
  const target = await nodeParty()
  const id = await postNetwork(target, { node: target, name: 'short' }, '1500000000')
  await answered(id)
  await removed(id)
  await until(
    () => node(target.id),
    ({ wg_ports }) => wg_ports?.length === 0,
  )
})

test('a network lives while any live reservation names it', async () => {
  await start()
  const target = await nodeParty()
  const first = await postNetwork(target, { node: target, name: 'kept', port: 4001 })
  await answered(first)
  const second = await postNetwork(target, { node: target, name: 'kept', port: 4002 })
  await answered(second)
  await until(
    () => node(target.id),
    ({ wg_ports }) => wg_ports?.join() === '4002',
  )
  await user.remove(first)
  await removed(first)
  expect((await node(target.id)).wg_ports).toEqual([4002])
})

test('a restart keeps what runs, and answers nothing twice; so does a lost ledger', async () => {
  const running = await start()
  const target = await nodeParty()
  const id = await postNetwork(target)
  const before = await answered(id)
  await running.restart()
  await running.ready()
  const data = vmJson({ node: target })
  const vm = await user.post(target.id, body({ node: target, user, type: 'kubernetes', data }))
  expect((await answered(vm)).result?.state).toBe('ok')

  await running.stop()
  await rm(path.join(dataDir, 'ledgers'), { recursive: true })
  await start()
  const third = await postNetwork(target, { node: target, name: 'third' })
  // port 3001 is known to be taken again
  expect((await answered(third)).result?.error).toContain('port 3001 is taken')
  expect((await user.get(id)).result).toEqual(before.result)
})

test('a step that was removed does not run again', async () => {
  await start()
  const target = await nodeParty()
  const end = Math.floor(Date.now() / 1000) + 600
  const more = `,"client":{"step":"s-1","not_after":${end}}`
  const text = body({
    node: target,
    user,
    type: 'network',
    data: networkJson({ node: target, more }),
  })
  const first = await user.post(target.id, text)
  await answered(first)
  await user.remove(first)
  await removed(first)
  const second = await user.post(target.id, text)
  expect((await answered(second)).result?.error).toContain('already removed')
})

describe('switches', () => {
  test('delay and failure rate', async () => {
    const running = await start({ delayMs: 400 })
    const target = await nodeParty()
    running.setFailureRate(1)
    const began = Date.now()
    const id = await postNetwork(target)
    expect((await answered(id)).result?.error).toContain('Simulated failure')
    expect(Date.now() - began).toBeGreaterThanOrEqual(400)
    running.setFailureRate(0)
    running.setDelay(0)
    expect((await answered(await postNetwork(target))).result?.state).toBe('ok')
  })

  test('a silent node answers when it is back', async () => {
    const running = await start()
    const target = await nodeParty()
    await running.setSilent(target.id, true)
    const id = await postNetwork(target)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect((await user.get(id)).result).toBeNull()
    await running.setSilent(target.id, false)
    expect((await answered(id)).result?.state).toBe('ok')
  })

  test('a node that is down registers once', async () => {
    const running = await start({ silent: 1 })
    const [only] = running.nodes
    const { updated } = await node(only?.nodeId ?? '')
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await running.restart()
    await running.ready()
    expect((await node(only?.nodeId ?? '')).updated).toBe(updated)
  })
})

test('a daemon that starts first waits for its explorer', async () => {
  const { baseUrl } = explorer
  await explorer.close()
  const log: string[] = []
  farm = await startSimulatedFarm({
    explorer: baseUrl,
    nodes: 1,
    dataDir,
    token: TOKEN,
    log: (line) => log.push(line),
  })
  await until(
    () => Promise.resolve(log),
    (lines) => lines.some((line) => line.includes('ECONNREFUSED')),
  )
  expect(log.join('\n')).not.toContain(TOKEN)
  explorer = await serveExplorer({ bootstrapTokens: [TOKEN] })
})

test('without a token a new node is told why it may not come in', async () => {
  const log: string[] = []
  farm = await startSimulatedFarm({
    explorer: explorer.baseUrl,
    nodes: 1,
    dataDir,
    log: (line) => log.push(line),
  })
  await until(
    () => Promise.resolve(log),
    (lines) => lines.some((line) => /40[13]/.test(line)),
  )
})

test('a repeatable seed gives repeatable nodes', async () => {
  const one = await loadIdentity(path.join(dataDir, 'a'), 0, 'text')
  const two = await loadIdentity(path.join(dataDir, 'b'), 0, 'text')
  const other = await loadIdentity(path.join(dataDir, 'b'), 1, 'text')
  expect(two.id).toBe(one.id)
  expect(other.id).not.toBe(one.id)
  expect(identityFromSeed(parseSeedFile(new Uint8Array(32).fill(1))).id).toBe(party(1).id)
})
