import { afterAll, beforeAll, expect, test } from 'vitest'
import { GET as list, POST as create } from '@/app/api/v1/clusters/route'
import { DELETE as remove, GET as read, PUT as save } from '@/app/api/v1/clusters/[id]/route'
import { POST as applyPost } from '@/app/api/v1/clusters/[id]/apply/route'
import { GET as plan } from '@/app/api/v1/clusters/[id]/plan/route'
import type { ClusterPlanView, ClusterView } from '@/lib/schemas/clusters'
import type { OperationView } from '@/lib/schemas/views'
import { makePerson, pageRequest, signIn } from '@/lib/server/auth/testing/people'
import { makeNetwork, makeWorld, type World } from '@/lib/server/jobs/testing/world'
import { machinesOn, SSH_KEY } from './testing/cluster-world'

let world: World
let networkId: string
const cookies = { designer: '', operator: '' }
beforeAll(async () => {
  world = await makeWorld(2)
  networkId = (await makeNetwork(world, 'kestrel')).id
  await world.db.identity.updateMany({ data: { shared: true } })
  for (const role of ['designer', 'operator'] as const)
    cookies[role] = await signIn(await makePerson(role))
})
afterAll(() => world.close())

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>

async function call<Answer>(
  handler: Handler,
  method: string,
  options: { role?: 'designer' | 'operator'; id?: string; query?: string; body?: unknown } = {},
): Promise<[number, Answer]> {
  const { role = 'operator', id = '', query = '', body } = options
  const request = pageRequest(method, `/api/v1/clusters${query}`, {
    headers: { cookie: cookies[role] },
    ...(body === undefined ? {} : { body }),
  })
  const answer = await handler(request, { params: Promise.resolve({ id }) })
  return [answer.status, (await answer.json()) as Answer]
}

interface Refusal {
  error: { code: string; message: string }
}
const wish = () => ({
  name: 'demo',
  networkId,
  machines: machinesOn(world.nodes.map(({ id }) => id)),
  sshKeys: [SSH_KEY],
})

test('a cluster from draft to operation to gone, over REST', async () => {
  const [made, { id, revision, machineList }] = await call<ClusterView>(create, 'POST', {
    role: 'designer',
    body: wish(),
  })
  expect([made, machineList.map(({ ip }) => ip)]).toEqual([201, ['10.42.1.2', '10.42.2.2']])
  const machines = machinesOn(world.nodes.map((node) => node.id)).map((one) => ({
    ...one,
    size: 2,
  }))
  const [saved] = await call(save, 'PUT', {
    role: 'designer',
    id,
    body: { revision, machines, sshKeys: [SSH_KEY] },
  })
  expect(saved).toBe(200)
  const [, planned] = await call<ClusterPlanView>(plan, 'GET', {
    role: 'designer',
    id,
    query: '?duration=2h',
  })
  expect(planned).toMatchObject({ posts: 4, blocked: false })
  const body = { hash: planned.hash, duration: '2h' }
  const [early] = await call<Refusal>(applyPost, 'POST', { role: 'designer', id, body })
  expect(early).toBe(403)
  const [applied, operation] = await call<OperationView>(applyPost, 'POST', { id, body })
  expect([applied, operation.steps.length]).toEqual([202, 4])
  const [, all] = await call<ClusterView[]>(list, 'GET')
  expect(all.map(({ name, state }) => [name, state])).toEqual([['demo', 'pending']])
  const [unsure, refusal] = await call<Refusal>(remove, 'DELETE', { id, body: { confirm: 'no' } })
  expect([unsure, refusal.error.code]).toEqual([400, 'INVALID_BODY'])
  expect(await call(remove, 'DELETE', { id, body: { confirm: 'demo' } })).toEqual([200, null])
  expect((await call(read, 'GET', { id }))[0]).toBe(404)
})

test.each<[string, Record<string, unknown>, RegExp]>([
  ['a size of 3', { machines: [{ nodeId: 'x', role: 'master', size: 3 }] }, /size is 1 or 2/],
  ['a name with capitals', { name: 'Demo' }, /lower-case/],
  [
    'an address that is none',
    { machines: [{ nodeId: 'x', role: 'master', size: 1, ip: 'no' }] },
    /IPv4/,
  ],
  ['no machine', { machines: [] }, /needs a master/],
  ['no key', { sshKeys: [] }, /at least one SSH key/],
  ['a field nobody knows', { flavour: 'mint' }, /flavour/],
])('refuses %s with a sentence', async (_what, parts, message) => {
  const [status, { error }] = await call<Refusal>(create, 'POST', { body: { ...wish(), ...parts } })
  expect([status, error.code]).toEqual([400, 'INVALID_BODY'])
  expect(JSON.stringify(error)).toMatch(message)
})
