import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import type { ReservationView } from '@/lib/schemas/views'
import { API_TOKEN } from './fixtures/cockpit'
import { reservationShapes } from './fixtures/shapes'
import { expect, test } from './fixtures/test'

// Made with ssh-keygen -t ed25519 for this test; its private half was thrown away.
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHF8avdA0A27itmGMSup+oYqel8ujJ1e+/0HI8dpIqv9 e2e@example'

test.setTimeout(150_000)

/** Runs `npm run cockpit -- …` as a person's shell does. */
function cockpitCommand(url: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number | null; out: string; told: string }>((resolve) => {
    const child = spawn(process.execPath, ['lib/cli/cockpit.mjs', ...args], {
      env: { ...process.env, COCKPIT_URL: url, COCKPIT_TOKEN: API_TOKEN, ...env },
    })
    let [out, told] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
    child.stdin.end()
    child.once('close', (code) => resolve({ code, out, told }))
  })
}

function hasTool(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('five answers in a terminal make a cluster, and the same reservations as by REST', async ({
  cockpit,
  api,
}) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cockpit-command-'))
  await api.createIdentity('command')
  const plan = await api.call<{ machines: { nodeId: string }[] }>('POST', 'quick-start/plan', {
    range: '10.71',
    nodes: 3,
    size: 1,
  })
  const nodeIds = plan.machines.map(({ nodeId }) => nodeId)
  const up = await cockpitCommand(cockpit.url, [
    ...['up', KEY, '10.71', '2h', '3', '1', '--into', path.join(folder, 'cluster'), '--json'],
    ...nodeIds.flatMap((id) => ['--node', id]),
  ])
  expect(up.told).toContain('master 10.71.2.2')
  expect(up.told).toContain('VM deployed')
  expect(up.code).toBe(0)
  const made = JSON.parse(up.out) as { networkId: string; name: string }

  const file = path.join(folder, 'cluster', 'wg.conf')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const wgQuick = parseWgQuick(await readFile(file, 'utf8'))
  expect(wgQuick.peers[0]?.allowedIps).toEqual(['10.71.0.0/16', '100.64.71.0/24'])
  if (hasTool('wg-quick'))
    expect(execFileSync('wg-quick', ['strip', file], { encoding: 'utf8' })).toContain('[Peer]')

  const rest = await api.call<{ networkId: string; operationId: string }>('POST', 'quick-start', {
    sshKeys: [KEY],
    range: '10.72',
    duration: '2h',
    nodes: 3,
    size: 1,
    nodeIds,
  })
  await api.until('the REST operation to end', async () => {
    const now = await api.operation(rest.operationId)
    return now.state === 'running' ? null : now
  })
  const [byCommand, byRest] = await Promise.all([
    reservationShapes(api, made.networkId, '10.71'),
    reservationShapes(api, rest.networkId, '10.72'),
  ])
  expect(byCommand).toHaveLength(6)
  expect(byCommand).toEqual(byRest)

  const lists = await cockpitCommand(cockpit.url, ['clusters', '--json'])
  expect(JSON.parse(lists.out)).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: made.name, state: 'running' })]),
  )
  expect((await cockpitCommand(cockpit.url, ['networks'])).out).toContain(made.name)
  const got = await cockpitCommand(cockpit.url, ['files', '--get', 'all', '--into', folder])
  expect(got.code).toBe(0)

  const removed = await cockpitCommand(cockpit.url, ['delete', 'network', made.name, '--yes'])
  expect(removed.code).toBe(0)
  const left = (await api.call<ReservationView[]>('GET', 'reservations')).filter(
    ({ networkId, state }) => networkId === made.networkId && state !== 'deleted',
  )
  expect(left).toEqual([])
  await rm(folder, { recursive: true, force: true })
})

test('what the terminal says wrongly is refused with a sentence, and nothing is made', async ({
  cockpit,
  api,
}) => {
  const before = await api.reservations()
  const bare = await cockpitCommand(cockpit.url, ['up', KEY, '10.73', '2', '3', '1'])
  expect(bare.code).toBe(1)
  expect(bare.told).toMatch(/2h|2d/)
  const many = await cockpitCommand(cockpit.url, ['up', KEY, '10.73', '2h', '200', '1'])
  expect(many.code).toBe(1)
  const nobody = await cockpitCommand(cockpit.url, ['nodes'], { COCKPIT_TOKEN: 'wrong-token' })
  expect(nobody.code).toBe(3)
  expect(await api.reservations()).toHaveLength(before.length)
})
