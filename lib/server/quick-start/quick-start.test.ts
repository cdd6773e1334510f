import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import vectors from '@/lib/crypto/vectors/ssh-keys.json'
import { parseReservation, reservationEnd } from '@/lib/protocol/reservation'
import type { WireNetwork } from '@/lib/protocol/types'
import {
  quickStartPlanSchema,
  quickStartPlanViewSchema,
  quickStartSchema,
  quickStartViewSchema,
  type QuickStartInput,
} from '@/lib/schemas/quick-start'
import { makeWorld, type World } from '@/lib/server/jobs/testing/world'
import { getNetwork } from '@/lib/server/networks/networks'
import { designOf, loadNetwork } from '@/lib/server/networks/row'
import { wgQuickText } from '@/lib/server/networks/wg-conf'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import { draftQuickStart } from './draft'
import { planQuickStart } from './plan'
import { quickStart } from './quick-start'

const [KEY = ''] = vectors.keys.map(({ line }) => line)
let world: World
beforeAll(async () => {
  world = await makeWorld(5)
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.db.operation.deleteMany()
  await world.db.reservation.deleteMany()
  await world.db.network.deleteMany()
})

const input = (more: Partial<QuickStartInput> = {}): QuickStartInput => ({
  sshKeys: [KEY],
  range: '10.40',
  duration: '2h',
  nodes: 3,
  size: 1,
  gridId: world.gridId,
  ...more,
})
const build = (more: Partial<QuickStartInput> = {}) => quickStart(world.actor, input(more))
const as = (role: 'viewer' | 'designer') => ({ ...world.actor, role })
const nothingStays = async () => {
  expect(await world.db.network.count()).toBe(0)
  expect(await world.db.cluster.count()).toBe(0)
  expect(await world.db.operation.count()).toBe(0)
}

describe('a look ahead', () => {
  test('shows the addresses of startup.sh, sends and keeps nothing', async () => {
    const plan = quickStartPlanViewSchema.parse(
      await planQuickStart(as('designer'), { ...input(), sshKeys: undefined }),
    )
    expect(plan.machines.map(({ role, ip }) => [role, ip])).toEqual([
      ['master', '10.40.2.2'],
      ['worker', '10.40.3.2'],
      ['worker', '10.40.4.2'],
    ])
    expect(plan).toMatchObject({
      name: 'k3s-10-40',
      range: '10.40.0.0/16',
      rangeWarning: null,
      identity: { name: 'main' },
      device: { name: 'laptop', subnet: '10.40.245.0/24', address: '100.64.40.245/32' },
      unreachable: [],
      totals: { cru: 3, mru: 6, sru: 150 },
      posts: 6,
      blocked: false,
    })
    expect(plan.access).toMatchObject({ nodeId: plan.machines[0]?.nodeId, own: false })
    expect(plan.tunnels).toHaveLength(4)
    await nothingStays()
  })

  test('is what is built afterwards', async () => {
    const plan = await planQuickStart(world.actor, input())
    const built = await build()
    const { design } = await getNetwork(world.actor, built.networkId)
    expect(design.resources).toEqual(plan.network.resources)
    expect(built.machines.map(({ nodeId }) => nodeId)).toEqual(
      plan.machines.map(({ nodeId }) => nodeId),
    )
  })

  test('says loudly that a range is public', async () => {
    const plan = await planQuickStart(world.actor, input({ range: '173.30.0.0/16' }))
    expect(plan.rangeWarning).toContain('public internet space')
    expect(plan.blocked).toBe(false)
  })

  test('whoever has no identity gets one, that goes again when nothing was built', async () => {
    const script = { ...world.actor, userId: null, kind: 'token' as const }
    const plan = await planQuickStart(script, input())
    expect([plan.identity, plan.blocked]).toEqual([null, false])
    const wrong = input({ sshKeys: ['ssh-rsa nonsense'] })
    await expect(quickStart(script, wrong)).rejects.toMatchObject({ code: 'SSH_KEY_INVALID' })
    await nothingStays()
    expect(await world.db.identity.count()).toBe(1)
    const built = await quickStart(script, input())
    expect(built.identity).toMatchObject({ name: 'default', isNew: true })
    const signed = await world.db.reservation.findMany({ where: { networkId: built.networkId } })
    expect(new Set(signed.map(({ identityId }) => identityId))).toEqual(
      new Set([built.identity.id]),
    )
    const again = await quickStart(script, input({ range: '10.41' }))
    expect(again.identity).toEqual({ id: built.identity.id, name: 'default', isNew: false })
  })

  test('a viewer may not look ahead, a designer may not build', async () => {
    const denied = { code: 'ACCESS_DENIED' }
    await expect(planQuickStart(as('viewer'), input())).rejects.toMatchObject(denied)
    await expect(draftQuickStart(as('viewer'), input())).rejects.toMatchObject(denied)
    await expect(quickStart(as('designer'), input())).rejects.toMatchObject(denied)
  })
})

describe('building', () => {
  test('signs network and machines as one operation that ends at one instant', async () => {
    const built = quickStartViewSchema.parse(await build())
    const rows = await world.db.reservation.findMany({ orderBy: { createdAt: 'asc' } })
    expect(rows.map(({ type }) => type).sort()).toEqual([
      'kubernetes',
      'kubernetes',
      'kubernetes',
      'network',
      'network',
      'network',
    ])
    const bodies = rows.map(({ body }) => parseReservation(body))
    expect(new Set(bodies.map(reservationEnd))).toEqual(new Set([Date.parse(built.endsAt)]))
    const machines = bodies
      .filter(({ type }) => type === 'kubernetes')
      .map(({ data }) => JSON.parse(data) as Record<string, unknown>)
    expect(machines.map(({ ip }) => ip).sort()).toEqual(['10.40.2.2', '10.40.3.2', '10.40.4.2'])
    const master = machines.find(({ ip }) => ip === '10.40.2.2')
    expect(master).toMatchObject({ size: 1, network_id: 'k3s-10-40', ssh_keys: [KEY] })
    const network = JSON.parse(bodies.find(({ type }) => type === 'network')?.data ?? '') as {
      ip_range: WireNetwork['ip_range']
    }
    expect(network.ip_range).toBe('10.40.0.0/16')
    expect(await world.db.operation.count()).toBe(1)
    const steps = await world.db.step.count({ where: { operationId: built.operationId } })
    expect(steps).toBe(6)
  })

  test('gives the laptop a file that WireGuard reads', async () => {
    const { networkId, deviceId } = await build()
    const row = await loadNetwork(networkId)
    const device = designOf(row).devices.find(({ id }) => id === deviceId)
    if (!device) throw new Error('no device')
    const text = await wgQuickText(row, device)
    const parsed = parseWgQuick(text)
    expect(JSON.stringify(parsed)).toContain('10.40.0.0/16')
  })

  test('takes exactly the nodes that are named, the first with public IPv4 as master', async () => {
    const nodeIds = [3, 1].map((index) => world.nodes[index]?.id ?? '')
    const built = await build({ nodes: 2, nodeIds })
    expect(built.machines.map(({ nodeId }) => nodeId)).toEqual(nodeIds)
    expect(built.accessNodeId).toBe(nodeIds[0])
  })

  test('room that VMs under way will take is not given twice', async () => {
    const size = 2 as const
    // 200 GiB a node: two VMs of 100 GiB, each of another network.
    await build({ size, nodes: 5 })
    await build({ size, nodes: 5, range: '10.41' })
    await expect(build({ size, nodes: 5, range: '10.44' })).rejects.toMatchObject({
      code: 'TOO_FEW_NODES',
      message: expect.stringContaining('5 without enough free'),
    })
  })

  test.each<[string, Partial<QuickStartInput>, string, string]>([
    ['a bare duration', { duration: '2' }, 'DURATION_BARE_NUMBER', '2h'],
    ['a wrong range', { range: '10.40.0.0/24' }, 'INVALID_CIDR', '/16'],
    ['k3s’s own range', { range: '10.42' }, 'INVALID_CIDR', 'k3s gives'],
    ['too many nodes', { nodes: 6 }, 'TOO_FEW_NODES', 'Only 5 of 5 nodes'],
    ['more nodes than subnets', { nodes: 250 }, 'RANGE_EXHAUSTED', 'at most 243'],
    ['an unknown node', { nodes: 1, nodeIds: ['nobody'] }, 'UNKNOWN_NODE', 'no node'],
    ['a wrong key', { sshKeys: ['rubbish'] }, 'SSH_KEY_INVALID', ''],
    ['a wrong grid', { gridId: 'none' }, 'NOT_FOUND', 'no such grid'],
    ['a wrong identity', { identityId: 'none' }, 'NO_IDENTITY', 'no such identity'],
  ])('refuses %s and keeps nothing', async (_, more, code, words) => {
    await expect(build(more)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    })
    await nothingStays()
  })

  test('what fails before signing takes back what it made', async () => {
    // Too many bytes for a kernel command line: only the cluster's own check finds it.
    const sshKeys = vectors.keys
      .map(({ line }) => line)
      .filter((line) => line.startsWith('ssh-rsa'))
    await expect(build({ sshKeys })).rejects.toThrow('nothing stays of it')
    await nothingStays()
  })

  test('a range in use is refused with a free one, a name with a free one', async () => {
    await build({ name: 'lab' })
    await expect(build()).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      message: 'The network lab has the range 10.40.0.0/16 already. 10.41.0.0/16 is free.',
      details: { field: 'range', suggestion: '10.41.0.0/16' },
    })
    await expect(build({ name: 'lab', range: '10.41' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      details: { field: 'name', suggestion: 'lab-2' },
    })
    expect(await world.db.network.count()).toBe(1)
  })

  test('a name nobody asked for gets a number when it is taken', async () => {
    await build({ name: 'k3s-10-41' })
    expect((await build({ range: '10.41' })).name).toBe('k3s-10-41-2')
  })
})

test('the designer gets the network alone, as a draft', async () => {
  const draft = await draftQuickStart(as('designer'), input())
  const network = await getNetwork(world.actor, draft.networkId)
  expect(network).toMatchObject({ name: 'k3s-10-40', state: 'draft', devices: 1, resources: 3 })
  expect(await world.db.cluster.count()).toBe(0)
  expect(await world.db.operation.count()).toBe(0)
})

describe('bodies', () => {
  test.each([
    [{ duration: 2 }, 'duration 2 has no unit. Write "2h" for hours or "2d" for days.'],
    [{ duration: undefined }, 'Say how long'],
    [{ nodes: 0 }, 'at least one node'],
    [{ nodes: 1.5 }, 'whole number'],
    [{ size: 3 }, 'size is 1 or 2'],
    [{ sshKeys: [] }, 'Say who may log in'],
    [{ name: 'Has Space' }, 'lower-case letters'],
    [{ name: 'ends-' }, 'lower-case letters'],
  ])('%j is refused with what to write', (more, words) => {
    const parsed = quickStartSchema.safeParse({ ...input(), ...more })
    expect(parsed.error?.issues.map(({ message }) => message).join()).toContain(words)
  })

  test('a plan needs neither keys nor duration', () => {
    const { range, nodes, size } = input()
    expect(quickStartPlanSchema.safeParse({ range, nodes, size }).success).toBe(true)
  })
})
