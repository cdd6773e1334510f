import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { hasProgram } from '@/lib/crypto/testing/requirements'
import { toBase64, utf8 } from '@/lib/crypto/encoding'
import {
  clusterServer,
  maskKubeconfig,
  mergeKubeconfigs,
  parseForeignKubeconfig,
  parseOwnKubeconfig,
  renderKubeconfig,
  rewriteKubeconfig,
} from './kubeconfig'
import type { KubeContext, Kubeconfig } from './kubeconfig-model'

const K3S = readFileSync(new URL('./vectors/k3s.yaml', import.meta.url), 'utf8')
const AUTHORITY = (parse(K3S) as { clusters: { cluster: Record<string, string> }[] }).clusters[0]
  ?.cluster['certificate-authority-data'] as string
const PASSWORD = '6276157fcec0c7c68012947b169521f1'
const KEY_PEM = toBase64(
  utf8('-----BEGIN EC PRIVATE KEY-----\nMAMCAQE=\n-----END EC PRIVATE KEY-----\n'),
)

describe('the file k3s writes', () => {
  const config = parseForeignKubeconfig(K3S)

  test('is read', () => {
    expect(config).toEqual({
      current: 'default',
      contexts: [
        {
          name: 'default',
          server: 'https://127.0.0.1:6443',
          certificateAuthorityData: AUTHORITY,
          user: { username: 'admin', password: PASSWORD },
        },
      ],
    })
  })

  test('is rewritten to the master and the cluster’s name (fault D8)', () => {
    const own = rewriteKubeconfig(config, { name: 'osprey', server: clusterServer('10.40.2.2') })
    expect(parse(renderKubeconfig(own))).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'osprey',
          cluster: {
            server: 'https://10.40.2.2:6443',
            'certificate-authority-data': AUTHORITY,
          },
        },
      ],
      contexts: [{ name: 'osprey', context: { cluster: 'osprey', user: 'osprey' } }],
      'current-context': 'osprey',
      preferences: {},
      users: [{ name: 'osprey', user: { username: 'admin', password: PASSWORD } }],
    })
    expect(renderKubeconfig(own)).not.toMatch(/127\.0\.0\.1|default/)
  })

  test('is taken as JSON, with the master’s own address and with Windows line ends too', () => {
    const asJson = JSON.stringify(parse(K3S)).replace('127.0.0.1', '10.40.2.2')
    expect(parseForeignKubeconfig(asJson, { master: '10.40.2.2' }).contexts[0]?.server).toBe(
      'https://10.40.2.2:6443',
    )
    expect(parseForeignKubeconfig(K3S.replaceAll('\n', '\r\n'))).toEqual(config)
  })

  test('masked, it lets nobody in', () => {
    const text = renderKubeconfig(maskKubeconfig(config))
    expect(text).not.toContain(PASSWORD)
    expect(text).toContain('password: "••••••••"')
    expect(text).toContain(AUTHORITY)
  })
})

test('masks tokens and keys', () => {
  const masked = maskKubeconfig({
    current: 'a',
    contexts: [
      {
        name: 'a',
        server: 'https://10.1.2.2:6443',
        certificateAuthorityData: AUTHORITY,
        user: { token: 'hunter2', clientCertificateData: AUTHORITY, clientKeyData: KEY_PEM },
      },
    ],
  })
  expect(masked.contexts[0]?.user).toEqual({
    token: '••••••••',
    clientCertificateData: AUTHORITY,
    clientKeyData: '••••••••',
  })
})

const words = fc.constantFrom('yes', 'null', '1e3', '0x1f', '0o17', '12:30', '~', 'osprey', '1_0')
const secret = fc.oneof(
  words,
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }),
  fc.stringMatching(/^[0-9a-f]{8,32}$/),
)
const user: fc.Arbitrary<KubeContext['user']> = fc.oneof(
  fc.record({ username: secret, password: secret }),
  fc.record({ token: secret }),
  fc.constant({ clientCertificateData: AUTHORITY, clientKeyData: KEY_PEM }),
)
const context: fc.Arbitrary<KubeContext> = fc.record(
  {
    name: fc.oneof(words, fc.stringMatching(/^[a-z][a-z0-9-]{1,12}$/)),
    server: fc.constantFrom('https://127.0.0.1:6443', 'https://localhost:6443'),
    certificateAuthorityData: fc.constant(AUTHORITY),
    namespace: fc.constantFrom('default', 'kube-system'),
    user,
  },
  { requiredKeys: ['name', 'server', 'certificateAuthorityData', 'user'] },
)
const single: fc.Arbitrary<Kubeconfig> = context.map((one) => ({
  contexts: [one],
  current: one.name,
}))

test('what is written is read back, and rewriting keeps credentials', () => {
  fc.assert(
    fc.property(single, words, (config, name) => {
      const text = renderKubeconfig(config)
      expect(parseForeignKubeconfig(text)).toEqual(config)
      const own = rewriteKubeconfig(parseForeignKubeconfig(text), {
        name,
        server: clusterServer('10.9.2.2'),
      })
      expect(parseOwnKubeconfig(renderKubeconfig(own))).toEqual({
        current: name,
        contexts: [{ ...config.contexts[0], name, server: 'https://10.9.2.2:6443' }],
      })
    }),
  )
})

test('merging loses no context and gives no name twice', () => {
  fc.assert(
    fc.property(fc.array(single, { minLength: 1, maxLength: 8 }), (list) => {
      const { contexts, current } = mergeKubeconfigs(list)
      const names = contexts.map(({ name }) => name)
      expect(new Set(names).size).toBe(list.length)
      expect(current).toBe(list[0]?.current)
      const rest = ({ name: _name, ...other }: KubeContext) => other
      expect(contexts.map(rest)).toEqual(list.flatMap((config) => config.contexts.map(rest)))
      for (const [index, config] of list.entries())
        expect(names[index]).toMatch(new RegExp(`^${config.current}(-\\d+)?$`))
    }),
  )
})

test('merging nothing is an empty file', () => {
  expect(mergeKubeconfigs([])).toEqual({ contexts: [], current: '' })
  expect(parse(renderKubeconfig({ contexts: [], current: '' }))).toMatchObject({ clusters: [] })
})

/** What kubectl makes of a file, with no other configuration in reach. */
function kubectlView(text: string): unknown {
  const folder = mkdtempSync(path.join(tmpdir(), 'kubeconfig-'))
  try {
    const file = path.join(folder, 'config')
    writeFileSync(file, text, { mode: 0o600 })
    const view = execFileSync(
      'kubectl',
      ['config', 'view', '--kubeconfig', file, '--raw', '-o', 'json'],
      {
        encoding: 'utf8',
        env: { ...process.env, HOME: folder, KUBECONFIG: path.join(folder, 'none') },
      },
    )
    return JSON.parse(view)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** kubectl knows no --version; `options` only prints. */
function hasKubectl(): boolean {
  return hasProgram('kubectl', 'kubectl', ['options'])
}

describe.runIf(hasKubectl())('with kubectl', () => {
  const k3s = rewriteKubeconfig(parseForeignKubeconfig(K3S), {
    name: 'osprey',
    server: clusterServer('10.40.2.2'),
  })
  const tricky = ['yes', '0x1f', '1e3', '"\\ #: {'].map((name, index): Kubeconfig => ({
    current: name,
    contexts: [
      {
        name,
        server: clusterServer(`10.41.2.${index + 2}`),
        certificateAuthorityData: AUTHORITY,
        namespace: 'kube-system',
        user: { token: name },
      },
    ],
  }))

  test.each([
    ['one', k3s],
    ['merged', mergeKubeconfigs([k3s, k3s, ...tricky])],
  ])('kubectl config view shows %s unchanged', (_, config) => {
    const text = renderKubeconfig(config)
    const byName = (list: unknown) =>
      [...(list as { name: string }[])].sort((a, b) => (a.name < b.name ? -1 : 1))
    const sorted = (file: unknown) => {
      const { clusters, contexts, users, ...rest } = file as Record<string, unknown>
      return { ...rest, lists: [clusters, contexts, users].map(byName) }
    }
    const seen = sorted(kubectlView(text))
    const written = sorted(parse(text))
    expect({ ...seen, preferences: {} }).toEqual(written)
  })
})
