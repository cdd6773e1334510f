import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { call } from './testing/call'
import { tinyCockpit, type Asked } from './testing/tiny-cockpit'

let folder: string
let cockpit: Awaited<ReturnType<typeof tinyCockpit>> | null = null
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cockpit-command-'))
})
afterEach(async () => {
  await cockpit?.close()
  cockpit = null
  await rm(folder, { recursive: true, force: true })
})

async function serve(answer: Parameters<typeof tinyCockpit>[0]) {
  cockpit = await tinyCockpit(answer)
  return { COCKPIT_URL: cockpit.url, COCKPIT_TOKEN: 'ck_token', XDG_CONFIG_HOME: folder }
}

const step = (state: string, error: string | null = null) => ({
  id: 's1',
  kind: 'post',
  state: 'done',
  error: null,
  reservation: { type: 'kubernetes', nodeLabel: 'Ghent\u001b[31m BE', state, error },
})
const operation = (state: string, reservation: string, error: string | null = null) => ({
  id: 'op1',
  state,
  error,
  steps: [step(reservation, error)],
})
const STARTED = {
  networkId: 'n1',
  clusterId: 'c1',
  operationId: 'op1',
  deviceId: 'd1',
  name: 'k3s-10-40',
  endsAt: '2026-11-22T23:00:00.000Z',
  machines: [{ nodeId: 'N', label: 'Ghent BE', role: 'master', ip: '10.40.2.2' }],
}

/** A cockpit whose operation goes through these states, one a look. */
function quickStart(states: ReturnType<typeof operation>[], kubeconfig = false) {
  let looks = 0
  return ({ method, path: asked }: Asked) => {
    if (method === 'POST' && asked === 'quick-start') return { status: 201, json: STARTED }
    if (asked === 'operations/op1') return { json: states[Math.min(looks++, states.length - 1)] }
    if (asked === 'devices/n1~d1/wg.conf') return { text: '\n[Interface]\n' }
    if (asked === 'files?clusterId=c1')
      return { json: kubeconfig ? [file('f1', 'kubeconfig', 'k3s-10-40.yaml')] : [] }
    if (asked === 'files/f1') return { text: 'kind: Config\n' }
    return { status: 404, json: { error: { code: 'NOT_FOUND', message: 'No.', details: {} } } }
  }
}
const file = (id: string, kind: string, name: string) => ({
  id,
  kind,
  name,
  networkName: null,
  clusterName: null,
  revision: 1,
  contentAt: '2026-11-22T10:00:00.000Z',
})
const FIVE = ['up', 'ada-v', '10.40', '2h', '3', '1']

describe('up', () => {
  test('sends the five answers, tells each change once, writes wg.conf for its owner only', async () => {
    const env = await serve(
      quickStart([
        operation('running', 'submitted'),
        operation('running', 'submitted'),
        operation('done', 'deployed'),
      ]),
    )
    const { code, told, out } = await call([...FIVE, '--into', folder, '--node', 'N'], { env })
    expect(code).toBe(0)
    expect(cockpit?.asked[0]).toEqual({
      method: 'POST',
      path: 'quick-start',
      token: 'ck_token',
      body: {
        sshKeys: ['github:ada-v'],
        range: '10.40',
        duration: '2h',
        nodes: 3,
        size: 1,
        nodeIds: ['N'],
      },
    })
    expect(told.match(/VM submitted/g)).toHaveLength(1)
    expect(told).toContain('Ghent [31m BE  VM deployed')
    expect(told).toContain('There is no kubeconfig yet')
    expect(out).toBe('')
    const wg = path.join(folder, 'wg.conf')
    expect(await readFile(wg, 'utf8')).toBe('\n[Interface]\n')
    expect((await stat(wg)).mode & 0o777).toBe(0o600)
  })

  test('writes the kubeconfig once there is one, and one JSON document for scripts', async () => {
    const env = await serve(quickStart([operation('done', 'deployed')], true))
    const { code, out } = await call([...FIVE, '--into', folder, '--json'], { env })
    expect(JSON.parse(out)).toMatchObject({ ...STARTED, exit: 0 })
    expect(code).toBe(0)
    expect(await readFile(path.join(folder, 'kubeconfig'), 'utf8')).toBe('kind: Config\n')
    expect((await stat(path.join(folder, 'kubeconfig'))).mode & 0o777).toBe(0o600)
  })

  test('a node that refuses is told and ends with 1', async () => {
    const env = await serve(quickStart([operation('failed', 'failed', 'No room.')]))
    const { code, told } = await call([...FIVE, '--into', folder], { env })
    expect(code).toBe(1)
    expect(told).toContain('VM failed: No room.')
  })

  test('stops watching in time and says that it goes on', async () => {
    const env = await serve(quickStart([operation('running', 'submitted')]))
    const { code, told } = await call([...FIVE, '--into', folder, '--timeout', '5s'], { env })
    expect(code).toBe(4)
    expect(told).toContain('Still going on')
  })

  test('goes on watching when the cockpit is away for a moment', async () => {
    let looks = 0
    const states = quickStart([operation('done', 'deployed')])
    const env = await serve((asked) =>
      asked.path === 'operations/op1' && looks++ < 2 ? { hangUp: true } : states(asked),
    )
    const { code, told } = await call([...FIVE, '--into', folder], { env })
    expect(code).toBe(0)
    expect(told.match(/does not answer/g)).toHaveLength(1)
  })

  test.each([
    [['up', 'ada', '10.40', '2h', 'three', '1'], 'NODES is "three"'],
    [['up', 'ada', '10.40', '2h', '3'], '4 given'],
    [['up', './nowhere.pub', '10.40', '2h', '3', '1'], 'cannot be read'],
    [[...FIVE, '--timeout', '10'], '--timeout'],
  ])('%j is called wrongly and sends nothing', async (args, sentence) => {
    const env = await serve(() => ({}))
    const { code, told } = await call(args, { env })
    expect(code).toBe(2)
    expect(told).toContain(sentence)
    expect(cockpit?.asked).toEqual([])
  })

  test('a private key is never sent', async () => {
    const key = path.join(folder, 'id.pub')
    await writeFile(key, '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n')
    const env = await serve(() => ({}))
    const { code, told } = await call(['up', key, '10.40', '2h', '3', '1'], { env })
    expect(code).toBe(2)
    expect(told).toContain('is a private key')
    expect(cockpit?.asked).toEqual([])
  })
})

describe('who is asked, and as whom', () => {
  test('a refusal is the cockpit’s own sentence and ends with 1', async () => {
    const env = await serve(() => ({
      status: 422,
      json: { error: { code: 'RANGE_INVALID', message: 'Use a /16.', details: {} } },
    }))
    expect(await call(['networks'], { env })).toEqual({ code: 1, out: '', told: 'Use a /16.' })
  })

  test.each([
    [{ status: 401, json: { error: { code: 'SIGN_IN_REQUIRED', message: 'No.' } } }, 3],
    [{ status: 500, text: '<html>' }, 1],
    [{ text: 'hello' }, 3],
  ])('%j ends with %i', async (answer, expected) => {
    const env = await serve(() => answer)
    expect((await call(['networks'], { env })).code).toBe(expected)
  })

  test('nobody answers: 3', async () => {
    const env = await serve(() => ({}))
    await cockpit?.close()
    const { code, told } = await call(['nodes'], { env })
    expect([code, told]).toEqual([3, expect.stringContaining('No cockpit answers')])
  })

  test('without a token nothing is sent', async () => {
    const { COCKPIT_URL } = await serve(() => ({}))
    const env = { COCKPIT_URL: COCKPIT_URL ?? '', XDG_CONFIG_HOME: folder }
    expect((await call(['nodes'], { env })).told).toContain('There is no token')
    expect(cockpit?.asked).toEqual([])
  })

  test('login keeps a token the cockpit knows, for that address only', async () => {
    const { COCKPIT_URL = '' } = await serve(({ token }) =>
      token === 'good'
        ? { json: { name: 'Ada', role: 'operator' } }
        : { status: 401, json: { error: { code: 'SIGN_IN_REQUIRED', message: 'Unknown.' } } },
    )
    const env = { XDG_CONFIG_HOME: folder }
    expect((await call(['login', '--url', COCKPIT_URL], { env, input: 'bad\n' })).code).toBe(3)
    expect(await readdir(folder)).toEqual([])
    expect((await call(['login', '--url', COCKPIT_URL], { env, input: 'good\n' })).code).toBe(0)
    const kept = path.join(folder, 'cockpit', 'login.json')
    expect((await stat(kept)).mode & 0o777).toBe(0o600)
    expect((await call(['networks'], { env })).told).not.toContain('There is no token')
    const other = await call(['networks', '--url', 'http://127.0.0.1:9'], { env })
    expect(other.told).toContain('There is no token for http://127.0.0.1:9')
    await call(['logout'], { env })
    expect(await readdir(path.join(folder, 'cockpit'))).toEqual([])
  })

  test.each(['ftp://x', 'http://user:pw@x', 'x', 'http://x/?a=1'])(
    '%s is not an address',
    async (url) => {
      const { code } = await call(['nodes', '--url', url], { env: { COCKPIT_TOKEN: 't' } })
      expect(code).toBe(2)
    },
  )
})

describe('delete', () => {
  const networks = [{ id: 'n1', name: 'home' }]
  const answer = ({ method, path: asked }: Asked) =>
    method === 'DELETE'
      ? { json: null }
      : asked === 'networks'
        ? { json: networks }
        : { json: operation('done', 'deleted') }

  test('asks, and confirms with the name', async () => {
    const env = await serve(answer)
    expect((await call(['delete', 'network', 'home'], { env, answer: 'yes' })).code).toBe(0)
    expect(cockpit?.asked.at(-1)).toMatchObject({
      method: 'DELETE',
      path: 'networks/n1',
      body: { confirm: 'home' },
    })
  })

  test.each([
    [['delete', 'network', 'home'], 'no', 'Nothing was deleted'],
    [['delete', 'network', 'home'], null, 'Say --yes'],
    [['delete', 'network', 'other'], 'yes', 'no network "other"'],
    [['delete', 'grid', 'x'], 'yes', 'cannot be deleted'],
  ])('%j answered %j deletes nothing', async (args, person, sentence) => {
    const env = await serve(answer)
    const { code, told } = await call(args, { env, answer: person })
    expect([code, told]).toEqual([2, expect.stringContaining(sentence)])
    expect(cockpit?.asked.some(({ method }) => method === 'DELETE')).toBe(false)
  })
})

describe('files', () => {
  test('whatever the cockpit calls them, they stay in the folder', async () => {
    const names = ['../../evil.conf', 'wg.conf', 'wg.conf']
    const env = await serve(({ path: asked }) =>
      asked === 'files'
        ? { json: names.map((name, index) => file(`id-${index}-long`, 'wg.conf', name)) }
        : { text: `content of ${asked}` },
    )
    const into = path.join(folder, 'deep')
    expect((await call(['files', '--get', 'all', '--into', into], { env })).code).toBe(0)
    expect((await readdir(into)).sort()).toEqual(['evil.conf', 'id-2-lon-wg.conf', 'wg.conf'])
    expect(await readdir(folder)).toEqual(['deep'])
  })

  test('a name two files have needs an id', async () => {
    const env = await serve(() => ({
      json: [file('1', 'wg.conf', 'a'), file('2', 'wg.conf', 'a')],
    }))
    const { code, told } = await call(['files', '--get', 'a', '--into', folder], { env })
    expect([code, told]).toEqual([2, expect.stringContaining('2 files are named "a"')])
  })
})
