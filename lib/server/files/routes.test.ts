import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST as uploadPost } from '@/app/api/v1/clusters/[id]/kubeconfig/route'
import { GET as deviceGet } from '@/app/api/v1/devices/[id]/wg.conf/route'
import { DELETE, GET } from '@/app/api/v1/files/[id]/route'
import { GET as maskedGet } from '@/app/api/v1/files/[id]/masked/route'
import { GET as mergedGet } from '@/app/api/v1/files/kubeconfig/route'
import { GET as listGet } from '@/app/api/v1/files/route'
import { fileViewSchema, maskedFileSchema, type FileView } from '@/lib/schemas/files'
import { makePerson, pageRequest, signIn } from '@/lib/server/auth/testing/people'
import { makeNetwork, makeWorld, type World } from '@/lib/server/jobs/testing/world'
import { addDevice } from '@/lib/server/networks/devices'

const K3S = readFileSync(new URL('../../kubernetes/vectors/k3s.yaml', import.meta.url), 'utf8')
type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>
type Cookies = Record<'viewer' | 'designer' | 'operator', string>
let world: World
let cookies: Cookies
beforeAll(async () => {
  world = await makeWorld(1)
  const cookie = async (role: keyof Cookies) => signIn(await makePerson(role))
  cookies = {
    viewer: await cookie('viewer'),
    designer: await cookie('designer'),
    operator: await cookie('operator'),
  }
})
afterAll(() => world.close())

interface Ask {
  as?: keyof Cookies
  body?: unknown
  id?: string
  search?: string
}
/** Asks a handler as somebody, or as a stranger. */
function ask(handler: Handler, method: string, { as, body, id, search = '' }: Ask) {
  const headers: Record<string, string> = as ? { cookie: cookies[as] } : {}
  return handler(pageRequest(method, `/api/v1/x${search}`, { body, headers }), {
    params: Promise.resolve(id === undefined ? {} : { id }),
  })
}

async function furnish() {
  const nodeId = world.nodes[0]?.id ?? ''
  const { id: networkId } = await makeNetwork(world, 'routes')
  const device = await addDevice(world.actor, networkId, { name: 'laptop', accessNodeId: nodeId })
  const machines = [{ nodeId, role: 'master', size: 1, ip: '10.42.1.2' }]
  const cluster = await world.db.cluster.create({
    data: {
      name: 'osprey',
      networkId,
      sealedSecret: 'unused',
      design: JSON.stringify({ name: 'osprey', machines, sshKeys: [] }),
    },
  })
  return { networkId, device, cluster }
}

test('files over REST: upload, list, mask, download, merge, delete; each role its part', async () => {
  const { networkId, device, cluster } = await furnish()
  const upload = (as: keyof Cookies, file: string) =>
    ask(uploadPost, 'POST', { as, id: cluster.id, body: { file } })
  expect((await upload('designer', K3S)).status).toBe(403)
  const refused = await upload('operator', K3S.replace('username: admin', 'exec: {}'))
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({
    error: {
      code: 'KUBECONFIG_REFUSED',
      details: { problems: [{ field: 'users[0].user.exec' }] },
    },
  })
  const stored = await upload('operator', K3S)
  expect(stored.status).toBe(201)
  const kube = fileViewSchema.parse(await stored.json())

  const listed = await ask(listGet, 'GET', { as: 'viewer', search: `?networkId=${networkId}` })
  const files = fileViewSchema.array().parse(await listed.json())
  expect(files.map(({ kind }) => kind).sort()).toEqual(['kubeconfig', 'wg.conf'])
  const wg = files.find(({ kind }) => kind === 'wg.conf') as FileView
  expect((await ask(listGet, 'GET', { as: 'viewer', search: '?kind=seed' })).status).toBe(400)

  const masked = await ask(maskedGet, 'GET', { as: 'viewer', id: kube.id })
  expect(maskedFileSchema.parse(await masked.json()).text).toContain('password: "••••••••"')

  const downloaded = await ask(GET, 'GET', { as: 'operator', id: wg.id })
  expect(downloaded.headers.get('content-disposition')).toBe(`attachment; filename="${wg.name}"`)
  expect(downloaded.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(downloaded.headers.get('cache-control')).toBe('no-store')
  const old = await ask(deviceGet, 'GET', { as: 'operator', id: `${networkId}~${device.deviceId}` })
  expect(await old.text()).toBe(await downloaded.text())

  const merged = await ask(mergedGet, 'GET', {
    as: 'operator',
    search: `?ids=${kube.id},${kube.id}`,
  })
  expect(merged.headers.get('content-type')).toBe('application/yaml; charset=utf-8')
  expect(await merged.text()).toContain('current-context: "osprey"')
  expect((await ask(mergedGet, 'GET', { as: 'operator', search: '?ids=' })).status).toBe(400)

  expect((await ask(DELETE, 'DELETE', { as: 'operator', id: wg.id })).status).toBe(409)
  expect((await ask(DELETE, 'DELETE', { as: 'operator', id: kube.id })).status).toBe(204)
  expect((await ask(GET, 'GET', { as: 'operator', id: kube.id })).status).toBe(404)
})

test.each([
  ['downloading', GET, 'GET'],
  ['merging', mergedGet, 'GET'],
  ['deleting', DELETE, 'DELETE'],
  ['uploading', uploadPost, 'POST'],
] as const)('%s is for operators', async (_, handler, method) => {
  const wish = { id: 'x', search: '?ids=x', ...(method === 'POST' ? { body: { file: 'x' } } : {}) }
  expect((await ask(handler, method, wish)).status).toBe(401)
  for (const as of ['viewer', 'designer'] as const)
    expect((await ask(handler, method, { ...wish, as })).status).toBe(403)
})

test.each([
  ['listing', listGet],
  ['the masked view', maskedGet],
])('a stranger is kept from %s', async (_, handler) => {
  expect((await ask(handler as Handler, 'GET', { id: 'x' })).status).toBe(401)
})
