import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { IdentityView, NetworkView, OperationView, PlanView } from '@/lib/schemas/views'
import { expect, test } from './fixtures/test'

const run = promisify(execFile)

test('a script does the whole main job over REST', async ({ api }) => {
  const nodes = await api.nodes()
  const up = nodes.filter((node) => node.freshness === 'up')
  const pick = (kind: string, from = 0) => {
    const node = up.filter((candidate) => candidate.endpointClass === kind)[from]
    if (!node) throw new Error(`no ${kind} node is up`)
    return node
  }
  const chosen = [pick('dual'), pick('hidden'), pick('ipv4')]
  const identity = await api.createIdentity('rest')

  const { network, operation } = await api.deploy(
    'rest-job',
    '10.171.0.0/16',
    chosen.map((node) => node.nodeId),
    identity.id,
  )
  expect(operation.state).toBe('done')
  expect(operation.steps).toHaveLength(3)
  expect(operation.steps.map((step) => step.reservation.state)).toEqual([
    'deployed',
    'deployed',
    'deployed',
  ])

  await test.step('the same hash again posts nothing', async () => {
    const before = await api.reservations()
    const plan = await api.call<PlanView>('GET', `networks/${network.id}/plan`)
    expect(plan.posts).toBe(0)
    expect((await api.reservations()).length).toBe(before.length)
  })

  await test.step('a device joins, with a file WireGuard accepts', async () => {
    await api.call('POST', `networks/${network.id}/devices`, {
      name: 'laptop',
      accessNodeId: chosen[0]?.nodeId,
    })
    const plan = await api.call<PlanView>('GET', `networks/${network.id}/plan`)
    expect(plan.fixedEnd).not.toBeNull()
    expect(plan.posts).toBeGreaterThan(0)
    const started = await api.call<OperationView>('POST', `networks/${network.id}/apply`, {
      hash: plan.hash,
      identityId: identity.id,
    })
    const ended = await api.until('the device to be known', async () => {
      const now = await api.operation(started.id)
      return now.state === 'running' ? null : now
    })
    expect(ended.state).toBe('done')
    const device = (await api.network(network.id)).design.devices[0]
    const file = await api.raw('GET', `devices/${network.id}~${device?.id}/wg.conf`)
    expect(file.status).toBe(200)
    const text = await file.text()
    expect(text).toContain('AllowedIPs = 10.171.0.0/16,100.64.171.0/24')
    const folder = await mkdtemp(path.join(os.tmpdir(), 'cockpit-wg-'))
    const name = path.join(folder, 'wg.conf')
    await writeFile(name, text, { mode: 0o600 })
    const { stdout } = await run('wg-quick', ['strip', name])
    await rm(folder, { recursive: true })
    expect(stdout).toContain('[Peer]')
  })

  await test.step('all of it goes again', async () => {
    const started = await api.call<OperationView>('DELETE', `networks/${network.id}`, {
      confirm: 'rest-job',
    })
    const ended = await api.until('the deletion to end', async () => {
      const now = await api.operation(started.id)
      return now.state === 'running' ? null : now
    })
    expect(ended.state).toBe('done')
    const left = (await api.reservations()).filter((one) => one.networkId === network.id)
    expect(left.every((one) => one.state === 'deleted')).toBe(true)
  })
})

const REFUSALS = [
  { why: 'a bare number as duration', duration: '2', code: 'DURATION_BARE_NUMBER', says: /2h|2d/ },
  { why: 'zero', duration: '0h', code: 'DURATION_NOT_POSITIVE', says: /./ },
  { why: 'a negative duration', duration: '-2h', code: 'DURATION_NOT_POSITIVE', says: /./ },
  { why: 'a century', duration: '40000d', code: 'DURATION_TOO_LONG', says: /./ },
]
for (const { why, duration, code, says } of REFUSALS)
  test(`refuses ${why}`, async ({ api }) => {
    const name = `no-${code.toLowerCase().replaceAll('_', '-').slice(0, 20)}-${duration.length}`
    const network = await api.call<NetworkView>('POST', 'networks', {
      name,
      range: '10.172.0.0/16',
    })
    const answer = await api.raw(
      'GET',
      `networks/${network.id}/plan?duration=${encodeURIComponent(duration)}`,
    )
    const body = (await answer.json()) as { error: { code: string; message: string } }
    expect(answer.status).toBe(422)
    expect(body.error.code).toBe(code)
    expect(body.error.message).toMatch(says)
  })

test('refuses ranges that are none, and says why', async ({ api }) => {
  for (const range of ['10.1.0.0/24', 'fd00::/16', '10.1.2.0/16', 'ten', '10.300.0.0/16']) {
    const answer = await api.raw('POST', 'networks', { name: 'bad-range', range })
    expect(answer.status, range).toBe(422)
    expect(await answer.text(), range).toContain('INVALID_CIDR')
  }
})

test('accepts a public range with the warning in the plan', async ({ api }) => {
  const network = await api.call<NetworkView>('POST', 'networks', {
    name: 'as-in-the-guide',
    range: '173.30.0.0/16',
  })
  const plan = await api.call<PlanView>('GET', `networks/${network.id}/plan?duration=2h`)
  expect(plan.problems.map(({ code }) => code)).toContain('RANGE_IS_PUBLIC')
})

test('refuses seed files of a wrong size or version', async ({ api }) => {
  for (const bytes of [Buffer.alloc(31), Buffer.from('"2.0.0"'.padEnd(39, 'x')), Buffer.alloc(0)]) {
    const answer = await api.raw('POST', 'identities/import', {
      name: 'bad',
      seedFile: bytes.toString('base64'),
    })
    expect([400, 422], String(bytes.length)).toContain(answer.status)
  }
  expect(
    (await api.call<IdentityView[]>('GET', 'identities')).map(({ name }) => name),
  ).not.toContain('bad')
})

test('a token exports no seed', async ({ api }) => {
  const identity = await api.createIdentity('sealed')
  const answer = await api.raw('POST', `identities/${identity.id}/export`, { password: 'x' })
  expect(answer.status).toBe(403)
})
