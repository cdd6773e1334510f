import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadIdentity } from './identity-file'
import { startSimulatedFarm, type SimulatedFarm } from './simulated/start'
import { body, networkJson, party, type Party } from './testing/bodies'
import { until } from './testing/grid-user'
import { serveTinyExplorer, type Answer, type Heard } from './testing/tiny-explorer'

const user = party(5)
let dataDir: string
let target: Party
let explorer: Awaited<ReturnType<typeof serveTinyExplorer>> | undefined
let farm: SimulatedFarm | undefined

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'noded-'))
  const identity = await loadIdentity(dataDir, 0, undefined)
  target = { id: identity.id, publicKey: identity.publicKey, secretKey: identity.secretKey }
})
afterEach(async () => {
  await farm?.stop()
  await explorer?.close()
  farm = explorer = undefined
  await rm(dataDir, { recursive: true, force: true })
})

const start = async (script?: (heard: Heard) => Answer | undefined, nodes = 1) => {
  explorer = await serveTinyExplorer(script)
  farm = await startSimulatedFarm({ explorer: explorer.baseUrl, nodes, dataDir })
  return explorer
}
const list = (...bodies: string[]): Answer => ({ status: 200, body: `[${bodies.join()}]\n` })
const network = (id: string, toDelete = false) =>
  body({ id, node: target, user, type: 'network', data: networkJson({ node: target }), toDelete })
const puts = (heard: readonly Heard[]) => heard.filter(({ method }) => method === 'PUT')
const seePuts = (heard: readonly Heard[], count: number) =>
  until(
    () => Promise.resolve(puts(heard)),
    (found) => found.length >= count,
    8_000,
  )

describe('an explorer of the original kind', () => {
  test('gets no signatures, no status; ports and uptime once', async () => {
    const { heard } = await start()
    await until(
      () => Promise.resolve(heard),
      (all) => all.some(({ path: at }) => at.endsWith('/uptime')),
    )
    const paths = heard.map(({ method, path: at }) => `${method} ${at.replace(target.id, 'ID')}`)
    expect(paths).toContain('POST /nodes')
    expect(paths).toContain('POST /nodes/ID/capacity')
    expect(paths.filter((at) => at.includes('status') || at.includes('enrolment'))).toEqual([])
    const { body: text } = heard.find(({ path: at }) => at === '/nodes') ?? { body: '{}' }
    expect(JSON.parse(text)).toMatchObject({ node_id: target.id, farm_id: 1 })
  })
})

test('an answer that was not heard is given again, with the same words', async () => {
  const text = network('3-1')
  let refusals: Answer[] = ['drop', { status: 500 }, { status: 503, body: '<html>busy</html>' }]
  const { heard } = await start(({ method, path: at }) => {
    if (at.endsWith('from=0')) return list(text)
    return method === 'PUT' ? refusals.shift() : undefined
  })
  const found = await seePuts(heard, 4)
  expect(new Set(found.map((put) => put.body)).size).toBe(1)
  expect(found[0]?.path).toBe('/reservations/3-1')
  expect(JSON.parse(found[0]?.body ?? '')).toMatchObject({ id: '3-1', state: 'ok', data: null })
  refusals = []
})

test('what the explorer refuses for good is not repeated', async () => {
  const text = network('3-1')
  const { heard } = await start(({ method, path: at }) => {
    if (at.endsWith('from=0')) return list(text)
    return method === 'PUT' ? { status: 400, body: 'no' } : undefined
  })
  await seePuts(heard, 1)
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect(puts(heard)).toHaveLength(1)
})

test.each<[string, Answer]>([
  ['HTML', { status: 200, body: '<html></html>' }],
  ['truncated JSON', { status: 200, body: '[{"id":"3-1"' }],
  ['an object', { status: 200, body: '{}' }],
  ['500', { status: 500, body: 'oops' }],
  ['nothing', 'drop'],
])('a poll answered with %s is asked again', async (_, broken) => {
  const text = network('3-1')
  let isBroken = true
  const { heard } = await start(({ path: at }) => {
    if (!at.endsWith('from=0')) return undefined
    if (!isBroken) return list(text)
    isBroken = false
    return broken
  })
  expect((await seePuts(heard, 1))[0]?.path).toBe('/reservations/3-1')
})

test('one reservation that cannot be read does not keep the others', async () => {
  const text = network('4-1')
  const { heard } = await start(({ path: at }) =>
    at.endsWith('from=0') ? list('{"id":"3-1","duration":"soon"}', text) : undefined,
  )
  expect((await seePuts(heard, 1))[0]?.path).toBe('/reservations/4-1')
})

test('deleted before it was seen: no result, only deleted', async () => {
  const text = network('6-1', true)
  const { heard } = await start(({ path: at }) => (at.endsWith('from=0') ? list(text) : undefined))
  expect((await seePuts(heard, 1)).map(({ path: at }) => at)).toEqual(['/reservations/6-1/deleted'])
})

test('an id with another signature is another reservation', async () => {
  const first = network('0-1')
  const other = body({
    id: '0-1',
    node: target,
    user,
    type: 'debug',
    data: '{"host":"h","port":1,"channel":""}',
  })
  const { heard } = await start(({ path: at }) => (at.endsWith('from=0') ? list(first) : undefined))
  await seePuts(heard, 1)
  await farm?.stop()
  await explorer?.close()
  const again = await start(({ path: at }) => (at.endsWith('from=0') ? list(other) : undefined))
  expect(JSON.parse((await seePuts(again.heard, 1))[0]?.body ?? '')).toMatchObject({
    type: 'debug',
    state: 'ok',
  })
})

test('a node the explorer forgot registers again', async () => {
  let isForgotten = true
  const { heard } = await start(({ path: at }) => {
    if (!at.includes('/poll?') || !isForgotten) return undefined
    isForgotten = false
    return { status: 404, body: '{"Error":"node not found"}\n' }
  })
  await until(
    () =>
      Promise.resolve(heard.filter(({ method, path: at }) => method === 'POST' && at === '/nodes')),
    (posts) => posts.length === 2,
  )
})

test('24 idle nodes ask less than three times a second', async () => {
  const { heard } = await start(undefined, 24)
  await farm?.ready()
  await until(
    () => Promise.resolve(heard.filter(({ path: at }) => at.includes('/poll?from=1'))),
    (polls) => polls.length === 23,
  )
  // the polls wait now, as they do for 20 s; what is left is the look for the very first reservation
  await new Promise((resolve) => setTimeout(resolve, 300))
  const before = heard.length
  await new Promise((resolve) => setTimeout(resolve, 4_600))
  const perSecond = (heard.length - before) / 4.6 + 23 / 20 + 23 / 20
  expect(perSecond).toBeLessThan(3)
})
