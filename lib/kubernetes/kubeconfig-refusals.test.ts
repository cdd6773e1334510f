import childProcess from 'node:child_process'
import fs from 'node:fs'
import { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import fc from 'fast-check'
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  test,
  vi,
  type MockInstance,
} from 'vitest'
import { parse, stringify } from 'yaml'
import { toBase64, utf8 } from '@/lib/crypto/encoding'
import { isDomainError, type DomainError } from '@/lib/errors/domain-error'
import { parseForeignKubeconfig } from './kubeconfig'
import { MAX_KUBECONFIG_BYTES } from './kubeconfig-yaml'

const K3S = readFileSync(new URL('./vectors/k3s.yaml', import.meta.url), 'utf8')
const SECRET = '6276157fcec0c7c68012947b169521f1'

interface File {
  [key: string]: unknown
  clusters: { [key: string]: unknown; name: string; cluster: Record<string, unknown> }[]
  contexts: { [key: string]: unknown; name: string; context: Record<string, unknown> }[]
  users: { [key: string]: unknown; name: string; user: Record<string, unknown> }[]
}
type Change = (parts: {
  file: File
  cluster: Record<string, unknown>
  context: Record<string, unknown>
  user: Record<string, unknown>
}) => void

/** The file k3s writes with something changed in it. */
function changed(change: Change): string {
  const file = parse(K3S) as File
  const cluster = file.clusters[0]?.cluster ?? {}
  const context = file.contexts[0]?.context ?? {}
  const user = file.users[0]?.user ?? {}
  change({ file, cluster, context, user })
  return stringify(file, { lineWidth: 0 })
}
const inCluster = (key: string, value: unknown) => changed(({ cluster }) => (cluster[key] = value))
const inUser = (key: string, value: unknown) => changed(({ user }) => (user[key] = value))
const pem = (label: string, body = 'MAMCAQE=') =>
  toBase64(utf8(`-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`))

// Everything that could start a process or read a file, wherever it were imported.
const watched: MockInstance[] = []
const watch = (object: object, names: readonly string[]) => {
  for (const name of names) watched.push(vi.spyOn(object as Record<string, () => void>, name))
}
beforeAll(() => {
  watch(childProcess, [
    'spawn',
    'spawnSync',
    'exec',
    'execSync',
    'execFile',
    'execFileSync',
    'fork',
  ])
  watch(fs, [
    'open',
    'openSync',
    'readFile',
    'readFileSync',
    'read',
    'readSync',
    'createReadStream',
  ])
  watch(fs.promises, ['open', 'readFile'])
  syncBuiltinESMExports()
})
afterEach(() => watched.forEach((spy) => spy.mockClear()))
afterAll(() => {
  watched.forEach((spy) => spy.mockRestore())
  syncBuiltinESMExports()
})

/** The refusal of a text; nothing may have been started or read for it. */
function refusalOf(text: string, options = {}): DomainError {
  watched.forEach((spy) => spy.mockClear())
  let thrown: unknown
  try {
    parseForeignKubeconfig(text, options)
  } catch (error) {
    thrown = error
  }
  const calls = watched.flatMap((spy) => (spy.mock.calls.length > 0 ? [spy.getMockName()] : []))
  expect(calls).toEqual([])
  if (!isDomainError(thrown)) throw new Error('It was not refused.', { cause: thrown })
  expect(thrown.message).not.toContain(SECRET)
  return thrown
}

test('the watch sees what is started and read', () => {
  readFileSync(new URL('./vectors/k3s.yaml', import.meta.url))
  childProcess.spawnSync('true')
  expect(watched.filter((spy) => spy.mock.calls.length > 0).length).toBeGreaterThanOrEqual(2)
})

const USER = 'users[0].user'
const CLUSTER = 'clusters[0].cluster'
describe.each([
  [`${USER}.exec`, 'start a program', inUser('exec', { command: 'touch', args: ['/tmp/x'] })],
  [`${USER}.exec`, 'start a program', inUser('exec', null)],
  [`${USER}.auth-provider`, 'start a program', inUser('auth-provider', { name: 'oidc' })],
  [`${USER}.client-certificate`, 'names a file', inUser('client-certificate', '/etc/passwd')],
  [`${USER}.client-key`, 'names a file', inUser('client-key', '/etc/shadow')],
  [`${USER}.tokenFile`, 'names a file', inUser('tokenFile', '/proc/self/environ')],
  [`${CLUSTER}.certificate-authority`, 'a file', inCluster('certificate-authority', 'k3s.yaml')],
  [`${CLUSTER}.proxy-url`, 'another server', inCluster('proxy-url', 'http://192.0.2.1')],
  [`${CLUSTER}.tls-server-name`, 'another server', inCluster('tls-server-name', 'evil')],
  [
    `${CLUSTER}.insecure-skip-tls-verify`,
    'check of who answers',
    inCluster('insecure-skip-tls-verify', true),
  ],
  ...['as', 'as-uid', 'as-groups', 'as-user-extra'].map(
    (key) => [`${USER}.${key}`, 'somebody else', inUser(key, 'system:masters')] as const,
  ),
  [`${USER}.surprise`, 'not a field', inUser('surprise', 'x')],
  [`${CLUSTER}.extensions`, 'not a field', inCluster('extensions', [])],
  [`${CLUSTER}.(unusual name)`, 'not a field', inCluster('\u202e<script>', 'x')],
  ['extensions', 'not a field', changed(({ file }) => (file['extensions'] = []))],
  [
    'contexts[0].extra',
    'not a field',
    changed(({ file }) => Object.assign(file.contexts[0] ?? {}, { extra: 1 })),
  ],
  ['preferences', 'not empty', changed(({ file }) => (file['preferences'] = { colors: true }))],
  [
    'users[1].user.exec',
    'start a program',
    changed(({ file }) => file.users.push({ name: 'other', user: { exec: { command: 'x' } } })),
  ],
  [`${CLUSTER}.server`, 'another server', inCluster('server', 'https://192.0.2.9:6443')],
  [`${CLUSTER}.server`, 'another server', inCluster('server', 'https://127.0.0.1:6444')],
  [`${CLUSTER}.server`, 'another server', inCluster('server', 'https://127.0.0.1')],
  [`${CLUSTER}.server`, 'another server', inCluster('server', 'https://127.0.0.1:6443/x')],
  [`${CLUSTER}.server`, 'another server', inCluster('server', 'https://127.0.0.1:6443@evil')],
  [`${CLUSTER}.server`, 'another server', inCluster('server', 'https://127.0.0.1:6443?x')],
  [`${CLUSTER}.server`, 'https://', inCluster('server', 'http://127.0.0.1:6443')],
  [`${CLUSTER}.server`, 'https://', inCluster('server', 'unix:///var/run/x')],
  [`${CLUSTER}.server`, 'is missing', inCluster('server', '')],
  [`${CLUSTER}.server`, 'plain text', inCluster('server', ['https://127.0.0.1:6443'])],
  ...(
    [
      ['not base64', 'not base64', '***'],
      ['not PEM', 'no PEM certificate', toBase64(utf8('hello'))],
      ['a path', 'not base64', '/etc/passwd'],
      ['a private key', 'no PEM certificate', pem('PRIVATE KEY')],
      ['no ASN.1', 'no PEM certificate', pem('CERTIFICATE', 'AAAA')],
      ['text behind', 'no PEM certificate', toBase64(utf8(`${atob(pem('CERTIFICATE'))}x`))],
      ['nothing', 'is missing', ''],
    ] as const
  ).map(
    ([, reason, value]) =>
      [
        `${CLUSTER}.certificate-authority-data`,
        reason,
        inCluster('certificate-authority-data', value),
      ] as const,
  ),
  [`${USER}.client-key-data`, 'is missing', inUser('client-certificate-data', pem('CERTIFICATE'))],
  [
    `${USER}.client-key-data`,
    'no PEM private key',
    changed(({ user }) =>
      Object.assign(user, {
        'client-certificate-data': pem('CERTIFICATE'),
        'client-key-data': pem('CERTIFICATE'),
      }),
    ),
  ],
  [`${USER}.password`, 'cannot be seen', inUser('password', 'a\nb')],
  [`${USER}.token`, 'Keep one', inUser('token', 'x')],
  [`${USER}.password`, 'is missing', inUser('password', '')],
  [USER, 'neither', changed(({ file }) => (file.users[0] = { name: 'default', user: {} }))],
  [
    'contexts[0].context.namespace',
    'namespace',
    changed(({ context }) => (context['namespace'] = '../x')),
  ],
  [
    'users[1].name',
    'two of them',
    changed(({ file }) => file.users.push({ name: 'default', user: { token: 'x' } })),
  ],
] as readonly (readonly [string, string, string])[])('%s (%s)', (field, reason, text) => {
  test('is refused by name, and nothing was started or read', () => {
    const refusal = refusalOf(text)
    expect(refusal.code).toBe('KUBECONFIG_REFUSED')
    expect(refusal.details['field']).toBe(field)
    expect(refusal.message).toContain(field)
    expect(refusal.message).toContain(reason)
  })
})

const two = changed(({ file }) => {
  file.contexts.push({ name: 'second', context: { cluster: 'default', user: 'default' } })
  file['current-context'] = ''
})
const anchored = K3S.replace('username: admin', 'username: &a admin')
const bomb = [
  'a0: &a0 [x]',
  ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
]
describe.each([
  ['current-context', 'none is chosen', two],
  [
    'current-context',
    'names nothing',
    K3S.replace('current-context: default', 'current-context: x'),
  ],
  ['contexts[0].context.user', 'names nothing', K3S.replace('user: default', 'user: x')],
  ['clusters', 'there is none', changed(({ file }) => (file.clusters = []))],
  ['users', 'there is none', K3S.slice(0, K3S.indexOf('users:'))],
  ['users[0].user', 'is missing', K3S.slice(0, K3S.indexOf('  user:\n'))],
  ['kind', 'no kubeconfig', K3S.replace('kind: Config', 'kind: Secret')],
  ['apiVersion', 'no kubeconfig', K3S.replace('apiVersion: v1', 'apiVersion: v2')],
  ['the file', 'no kubeconfig', 'hello'],
  ['the file', 'no kubeconfig', ''],
  ['users[0].user.username', 'anchors', anchored],
  ['a0', 'anchors', bomb.join('\n')],
  ['users[0].user.username', 'a tag', K3S.replace('username: admin', 'username: !!binary YQ==')],
  ['line 19', 'a tag', K3S.replace('username: admin', 'username: !!js/function x')],
  ['kind', 'twice', `${K3S}kind: Config\n`],
  ['users[0].user.password', 'twice', `${K3S.trimEnd()}\n    password: other\n`],
  ['line 20', 'second document', `${K3S}---\nkind: Config\n`],
  ['line 1', 'not YAML', '{{ .Values }}: ]'],
  ['line 1', 'not YAML', '['.repeat(100_000)],
  ['the file', 'KiB', `${K3S}#${'x'.repeat(MAX_KUBECONFIG_BYTES)}`],
  ['the file', 'key is not plain', '{[a]: b}'],
] as const)('%s (%s)', (field, reason, text) => {
  test('is no kubeconfig, and nothing was started or read', () => {
    const refusal = refusalOf(text)
    expect(refusal.code).toBe('KUBECONFIG_INVALID')
    expect(refusal.message).toContain(reason)
    expect(refusal.details['field']).toBe(field)
  })
})

test('all refused fields are named at once', () => {
  const text = changed(({ cluster, user }) => {
    cluster['proxy-url'] = 'http://192.0.2.1'
    user['exec'] = { command: 'x' }
    user['as'] = 'root'
  })
  const { details, message } = refusalOf(text)
  expect((details['problems'] as { field: string }[]).map(({ field }) => field)).toEqual([
    `${CLUSTER}.proxy-url`,
    `${USER}.exec`,
    `${USER}.as`,
  ])
  expect(message).toContain('2 more fields')
})

test('the planned master is the only other server', () => {
  const text = inCluster('server', 'https://10.40.2.2:6443')
  expect(refusalOf(text).details['field']).toBe(`${CLUSTER}.server`)
  expect(refusalOf(text, { master: '10.40.3.2' }).message).toContain('https://10.40.3.2:6443')
  expect(parseForeignKubeconfig(text, { master: '10.40.2.2' }).current).toBe('default')
})

test('a chosen context of several is taken, the others stay behind', () => {
  const text = changed(({ file }) =>
    file.contexts.push({ name: 'second', context: { cluster: 'default', user: 'default' } }),
  )
  expect(parseForeignKubeconfig(text).contexts.map(({ name }) => name)).toEqual(['default'])
})

test('any text is read or refused with a sentence', () => {
  const lines = K3S.split('\n')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.shuffledSubarray(lines).map((some) => some.join('\n')),
        fc
          .tuple(fc.nat(K3S.length), fc.string({ unit: 'binary', maxLength: 4 }))
          .map(([at, extra]) => K3S.slice(0, at) + extra + K3S.slice(at)),
      ),
      (text) => {
        try {
          const { contexts, current } = parseForeignKubeconfig(text)
          expect(contexts).toHaveLength(1)
          expect(contexts[0]?.name).toBe(current)
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^KUBECONFIG_/) as unknown })
        }
      },
    ),
  )
})
