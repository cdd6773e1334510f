import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST as matrixPost } from '@/app/api/v1/tools/matrix/route'
import { POST as tracePost } from '@/app/api/v1/tools/trace/route'
import { POST as whatIfPost } from '@/app/api/v1/tools/what-if/route'
import { matrixAnswerSchema, traceAnswerSchema, whatIfAnswerSchema } from '@/lib/schemas/tools'
import { makePerson, pageRequest, signIn } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'

const read = <Line>(file: string) =>
  readFileSync(new URL(`../../network/vectors/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
const lines = read<Record<string, unknown>>('networks-random.jsonl')
const truth = read<{ line: number; matrix: unknown }>('matrix-truth.jsonl')

const resource = (nodeId: string, octet: number, endpoints: string[] | null) => ({
  node_id: nodeId,
  subnet: `10.1.${octet}.0/24`,
  wg_public_key: `key-${nodeId}`,
  wg_listen_port: 3000 + octet,
  pub_endpoints: endpoints,
})
const network = {
  name: 'net',
  ip_range: '10.1.0.0/16',
  net_resources: [
    resource('hid', 1, null),
    resource('six', 2, ['2001:db8::2']),
    resource('duo', 3, ['203.0.113.3', '2001:db8::3']),
  ],
  access_points: [{ node_id: 'duo', subnet: '10.1.200.0/24', wg_public_key: 'key-d', ip4: true }],
}
const safe = { mode: 'safe', network }

let temp: TempDatabase
let cookie: string
beforeAll(async () => {
  temp = await withTempDatabase()
  cookie = await signIn(await makePerson('viewer'))
})
afterAll(() => temp.close())

const TOOLS = { trace: tracePost, matrix: matrixPost, 'what-if': whatIfPost }
async function ask(tool: keyof typeof TOOLS, body: unknown, as: string | null = cookie) {
  const headers: Record<string, string> = as === null ? {} : { cookie: as }
  const request = pageRequest('POST', `/api/v1/tools/${tool}`, { body, headers })
  const response = await TOOLS[tool](request, { params: Promise.resolve({}) })
  return { status: response.status, body: (await response.json()) as unknown }
}

describe('tools/trace', () => {
  test('the hops of request and reply', async () => {
    const { status, body } = await ask('trace', { ...safe, from: 'hid', to: 'six' })
    expect(status).toBe(200)
    expect(traceAnswerSchema.parse(body)).toEqual(body)
    const [here, there] = [
      { node: 'hid', peer: 'duo', endpoint: '203.0.113.3:3003', dialled_by: 'hid' },
      { node: 'duo', peer: 'six', endpoint: '[2001:db8::2]:3002', dialled_by: 'duo' },
    ]
    const back = [
      { node: 'six', peer: 'duo', endpoint: '[2001:db8::3]:3003', dialled_by: 'six' },
      { node: 'duo', peer: 'hid', endpoint: '203.0.113.3:3003', dialled_by: 'hid' },
    ]
    const via = (allowed_ip: string, hops: object[]) => hops.map((hop) => ({ ...hop, allowed_ip }))
    expect(body).toEqual({
      verdict: 'delivered',
      hops: via('10.1.2.0/24', [here, there]),
      reply: { verdict: 'delivered', hops: via('10.1.1.0/24', back) },
    })
  })

  test.each([
    ['a node off', { off: ['duo'] }, 'OFF', 'duo'],
    ['an address off', { off: ['endpoint:duo:203.0.113.3'] }, 'OFF', 'duo'],
    ['a family off', { off: ['family:hid:ipv4'] }, 'OFF', 'hid'],
    ['an address nobody has', { to: '10.1.77.1' }, 'NO_ROUTE', 'hid'],
  ])('lost with %s', async (_, change, reason, at) => {
    const { body } = await ask('trace', { ...safe, from: 'hid', to: 'six', ...change })
    expect(body).toMatchObject({ verdict: 'lost', reason, at, reply: { verdict: 'lost' } })
  })

  test('devices and addresses are ends as well', async () => {
    const { body } = await ask('trace', { ...safe, from: 'device:0', to: '10.1.1.44' })
    expect(body).toMatchObject({ verdict: 'delivered', reply: { verdict: 'delivered' } })
  })
})

describe('tools/matrix', () => {
  test('answers what was measured on real WireGuard', async () => {
    for (const { line, matrix } of truth) {
      const { body } = await ask('matrix', { mode: 'compat', network: lines[line - 1] })
      const answer = matrixAnswerSchema.parse(body)
      expect(answer.matrix, `line ${line}`).toEqual(matrix)
      for (const [from, row] of Object.entries(answer.matrix))
        for (const [to, reaches] of Object.entries(row))
          expect(answer.reasons[from]?.[to] === undefined, `${from} → ${to}`).toBe(reaches)
    }
    expect(truth).toHaveLength(40)
  })

  test('with things off', async () => {
    const { body } = await ask('matrix', { ...safe, off: ['duo'] })
    expect(body).toMatchObject({
      matrix: { hid: { six: false }, six: { 'device:0': false } },
      reasons: { hid: { six: 'OFF' }, six: { 'device:0': 'OFF' } },
    })
  })

  test('a node may have any name', async () => {
    const net_resources = [
      resource('__proto__', 1, ['203.0.113.1']),
      resource('constructor', 2, ['203.0.113.2']),
    ]
    const sent = { mode: 'safe', network: { ...network, net_resources, access_points: null } }
    const { body } = await ask('matrix', sent)
    expect(JSON.stringify((body as { matrix: unknown }).matrix)).toBe(
      '{"__proto__":{"constructor":true},"constructor":{"__proto__":true}}',
    )
  })
})

test('tools/what-if: what is lost, and what one more failure would cut', async () => {
  const { body } = await ask('what-if', { ...safe, off: ['endpoint:six:2001:db8::2'] })
  const answer = whatIfAnswerSchema.parse(body)
  expect(answer).toEqual(body)
  expect(answer.pairs).toEqual({ all: 6, before: 6, after: 3 })
  expect(answer.lost).toEqual([
    { from: 'hid', to: 'six', reason: 'OFF' },
    { from: 'six', to: 'duo', reason: 'OFF' },
    { from: 'six', to: 'device:0', reason: 'OFF' },
  ])
  const pairs = [{ from: 'hid', to: 'device:0' }]
  expect(answer.failures).toEqual([
    { off: 'duo', cuts: 1, own: 2, pairs },
    { off: 'endpoint:duo:203.0.113.3', cuts: 1, own: 2, pairs },
  ])
})

describe('refusals', () => {
  const names = ['trace', 'matrix', 'what-if'] as const

  test.each(names)('%s: a stranger', async (tool) => {
    expect((await ask(tool, { ...safe, from: 'hid', to: 'six' }, null)).status).toBe(401)
  })

  const many = Array.from({ length: 257 }, (_, index) => resource(`n${index}`, 1, null))
  const links = Array.from({ length: 40 }, (_, index) => index + 1)
  const doubling = {
    ...network,
    net_resources: links.map((octet) => resource(`n${octet}`, octet, ['203.0.113.1'])),
    access_points: links.flatMap((octet) =>
      ['a', 'b'].map((key) => ({
        node_id: `n${octet}`,
        subnet: `10.1.${octet + 1}.0/24`,
        wg_public_key: `${key}${octet}`,
        ip4: true,
      })),
    ),
  }
  const loop = {
    ...network,
    access_points: [{ ...network.access_points[0]!, subnet: '10.1.3.0/24' }],
  }
  test.each<[string, object, number, string]>([
    ['an unknown switch', { off: ['nobody'] }, 422, 'UNKNOWN_NODE'],
    ['a switch that is no text', { off: [{}] }, 400, 'INVALID_BODY'],
    ['too many switches', { off: Array(1025).fill('hid') }, 400, 'INVALID_BODY'],
    ['no network', { network: null }, 400, 'INVALID_BODY'],
    ['another mode', { mode: 'fast' }, 400, 'INVALID_BODY'],
    ['too many nodes', { network: { ...network, net_resources: many } }, 400, 'INVALID_BODY'],
    [
      'a node called as a device',
      { network: { ...network, net_resources: [resource('device:0', 1, null)] } },
      400,
      'INVALID_BODY',
    ],
    ['a circle', { network: loop }, 422, 'NETWORK_CYCLE'],
    ['doubling chains', { mode: 'compat', network: doubling }, 422, 'SUBNET_DUPLICATE'],
    ['a range that is none', { network: { ...network, ip_range: 'x' } }, 422, 'INVALID_CIDR'],
    [
      'no router',
      {
        mode: 'compat',
        network: {
          ...network,
          net_resources: network.net_resources.slice(0, 2),
          access_points: [],
        },
      },
      422,
      'NO_ROUTER',
    ],
  ])('%s, by every tool', async (_, change, status, code) => {
    for (const tool of names) {
      const answer = await ask(tool, { ...safe, from: 'device:0', to: 'hid', ...change })
      expect([tool, answer.status]).toEqual([tool, status])
      expect(answer.body).toMatchObject({ error: { code } })
    }
  })

  test.each([
    ['from', 'nobody', 422],
    ['to', 'device:1', 422],
    ['from', '10.9.9.9', 422],
    ['to', '', 400],
    ['from', 'x'.repeat(121), 400],
    ['to', 7, 400],
  ])('trace: %s = %j', async (field, value, status) => {
    const sent = { ...safe, from: 'hid', to: 'six', [field]: value }
    expect((await ask('trace', sent)).status).toBe(status)
  })
})

test('256 nodes are answered, with long lists cut', async () => {
  const net_resources = Array.from({ length: 256 }, (_, octet) =>
    resource(`n${octet}`, octet, octet % 2 ? [`203.0.113.${octet}`] : null),
  )
  const { status, body } = await ask('what-if', {
    mode: 'safe',
    network: { ...network, net_resources, access_points: null },
  })
  expect(status).toBe(200)
  const { failures } = whatIfAnswerSchema.parse(body)
  // 128 hidden nodes meet at the first that can be dialled.
  expect(failures[0]).toMatchObject({ off: 'n1', cuts: (128 * 127) / 2, own: 255 })
  expect(failures[0]?.pairs).toHaveLength(500)
})
