import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromHex, toBase64 } from '@/lib/crypto/encoding'
import { identityFromSeed, type Identity } from '@/lib/crypto/identity'
import { openSealed } from '@/lib/crypto/sealed-box'
import { parseReservation, signResult, verifyReservation } from '@/lib/protocol/reservation'
import { workloadSchema, type WorkloadInput } from '@/lib/schemas/workloads'
import type { Actor } from '@/lib/server/auth/actor'
import { createIdentity } from '@/lib/server/identities/identities'
import { ReservationSync } from '@/lib/server/jobs/sync-reservations'
import {
  apply,
  driverOf,
  makeNetwork,
  makeWorld,
  runUntilIdle,
  type World,
} from '@/lib/server/jobs/testing/world'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { workloadPlaces } from './places'
import { planWorkload } from './plan'
import { submitWorkload } from './submit'

let world: World
beforeEach(async () => {
  world = await makeWorld(2)
})
afterEach(() => world.close())

const node = (): Identity => {
  const [first] = world.nodes
  if (!first) throw new Error('no node')
  return first
}
/** As the REST API reads it. */
const input = (fields: Record<string, unknown>): WorkloadInput =>
  workloadSchema.parse({
    name: 'data',
    nodeId: node().id,
    gridId: world.gridId,
    duration: '2h',
    ...fields,
  })
const volume = (change: Record<string, unknown> = {}) =>
  input({ type: 'volume', size: 5, diskType: 'SSD', ...change })
const zdb = (change: Record<string, unknown> = {}) =>
  input({ type: 'zdb', size: 5, diskType: 'SSD', mode: 'seq', password: 'open sesame', ...change })
const container = (networkId: string, change: Record<string, unknown> = {}) =>
  input({
    type: 'container',
    networkId,
    flist: 'https://hub.example.com/x/redis.flist',
    cpu: 1,
    memory: 512,
    ...change,
  })
const rows = (type: string) =>
  world.db.reservation.findMany({ where: { type }, orderBy: { createdAt: 'asc' } })
const dataOf = (body: string) => JSON.parse(parseReservation(body).data) as Record<string, unknown>
const sync = () =>
  new ReservationSync({
    db: world.db,
    driverOf: (gridId) => driverOf(world, gridId),
    onError: (_where, error) => expect(error).toBeUndefined(),
  }).syncAll()

/** The node answers ok to everything it has not answered. */
async function answerAll(data: (number: number) => string = () => 'null') {
  const open = await world.db.explorerReservation.findMany({ where: { result: null } })
  for (const { number, nodeId, type } of open) {
    const key = world.nodes.find(({ id }) => id === nodeId)
    if (!key) throw new Error('no such node')
    const {
      signature,
      data: sent,
      ...rest
    } = signResult(
      {
        type,
        id: `${number}-1`,
        created: '2026-11-22T12:00:00Z',
        state: 'ok',
        error: '',
        data: data(number),
      },
      key,
    )
    const head = JSON.stringify(rest).slice(0, -1)
    await world.db.explorerReservation.update({
      where: { number },
      data: { result: `${head},"data":${sent},"signature":"${toBase64(signature)}"}` },
    })
  }
  await sync()
}

async function liveNetwork(name = 'lab', duration = '8h') {
  const network = await makeNetwork(world, name, 1)
  await apply(world, network.id, duration)
  await runUntilIdle(world)
  await answerAll()
  return network.id
}

async function person(role: Actor['role']): Promise<Actor> {
  const id = randomUUID()
  const [name, email] = [role, `${id}@example.com`]
  await world.db.user.create({ data: { id, name, email, role } })
  return { kind: 'session', userId: id, name, email, role }
}

describe('a plan', () => {
  it('tells what is asked, of whom, until when, and sends nothing', async () => {
    const plan = await planWorkload(world.actor, volume())
    expect(plan).toMatchObject({
      blocked: false,
      problems: [],
      node: { label: 'Town 0', freshness: 'up', simulated: false },
      takes: { cru: 0, mru: 0, sru: 5, hru: 0 },
      identityName: 'main',
      asked: [
        { label: 'Size', value: '5 GiB' },
        { label: 'Disk', value: 'SSD' },
      ],
      data: '{"size":5,"type":"SSD"}',
    })
    expect(Date.parse(plan.endsAt ?? '') - Date.now()).toBeGreaterThan(7_100_000)
    expect(world.proxy.passed).toEqual([])
    expect(await world.db.operation.count()).toBe(0)
  })

  it.each([
    ['a bare number', { duration: '2' }, 'duration', '2h for hours'],
    ['no duration', { duration: undefined }, 'duration', 'Say how long'],
    ['too little time', { duration: '30s' }, 'duration', 'less than a minute'],
    ['a node nobody knows', { nodeId: 'nobody' }, 'node', 'the grid knows'],
    ['more than is free', { size: 201 }, 'size', '200 GiB SSD free'],
    ['no HDD there', { diskType: 'HDD' }, 'size', '0 GiB HDD free'],
  ])('is blocked by %s', async (_what, change, field, words) => {
    const plan = await planWorkload(world.actor, volume(change))
    expect(plan.blocked).toBe(true)
    expect(plan.problems.find((problem) => problem.field === field)?.message).toContain(words)
    await expect(submitWorkload(world.actor, volume(change))).rejects.toMatchObject({
      code: 'PLAN_BLOCKED',
    })
    expect(await world.db.operation.count()).toBe(0)
  })

  it('is blocked without an identity and while the grid is down', async () => {
    await world.db.grid.updateMany({ data: { state: 'down', error: 'It is asleep.' } })
    await world.db.identity.deleteMany()
    const { problems } = await planWorkload(world.actor, volume())
    expect(problems.map(({ field }) => field)).toEqual(['identity', 'node'])
  })

  it('shows neither a password nor what variables hold', async () => {
    const networkId = await liveNetwork()
    const plans = [
      await planWorkload(world.actor, zdb()),
      await planWorkload(
        world.actor,
        container(networkId, { env: [{ name: 'TOKEN', value: 'hush' }] }),
      ),
    ]
    const text = JSON.stringify(plans)
    expect(text).not.toContain('open sesame')
    expect(text).not.toContain('hush')
    expect(text).toContain('TOKEN')
  })

  it('is for designers, signing for operators', async () => {
    const [viewer, designer] = [await person('viewer'), await person('designer')]
    await expect(planWorkload(viewer, volume())).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    await expect(submitWorkload(designer, volume())).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    })
    expect((await planWorkload(designer, volume())).node?.label).toBe('Town 0')
    await expect(workloadPlaces(viewer)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
})

describe('the schema', () => {
  it.each([
    [{ type: 'volume', size: 5, diskType: 'SSD', entrypoint: 'sh' }],
    [{ type: 'volume', size: '5', diskType: 'SSD' }],
    [{ type: 'volume', size: 5, diskType: 'NVME' }],
    [{ type: 'network', size: 5 }],
    [{ type: 'zdb', size: 5, diskType: 'SSD', mode: 'both' }],
  ])('refuses %j', (fields) => {
    expect(() => input(fields)).toThrow()
  })
})

describe('submitting', () => {
  it('signs exactly what was asked and follows it', async () => {
    const operation = await submitWorkload(world.actor, volume({ name: 'archive', size: 7 }))
    expect(operation).toMatchObject({ kind: 'apply', state: 'running', networkId: null })
    expect(await runUntilIdle(world)).toEqual([])
    const [row] = await rows('volume')
    const reservation = parseReservation(row?.body ?? '')
    expect(verifyReservation(reservation)).toBe(true)
    expect(dataOf(row?.body ?? '')).toMatchObject({ size: 7, type: 'SSD' })
    expect(row).toMatchObject({
      workloadName: 'archive',
      state: 'submitted',
      gridNumber: '0',
      origin: 'cockpit',
    })
    expect(reservation.duration).toBe(7_200_000_000_000n)
    await answerAll((number) => `{"volume_id":"${number}-1"}`)
    expect((await rows('volume'))[0]).toMatchObject({
      state: 'deployed',
      resultData: '{"volume_id":"0-1"}',
    })
  })

  it('seals a password once: the node opens exactly what was typed', async () => {
    await submitWorkload(world.actor, zdb({ public: true, mode: 'user' }))
    const data = dataOf((await rows('zdb'))[0]?.body ?? '')
    expect(data).toMatchObject({ mode: 'user', disk_type: 'SSD', public: true })
    const opened = openSealed(node(), fromHex(String(data['password'])))
    expect(new TextDecoder().decode(opened)).toBe('open sesame')
    await submitWorkload(world.actor, zdb({ password: '' }))
    expect(dataOf((await rows('zdb'))[1]?.body ?? '')['password']).toBe('')
  })

  it('posts a request of the same name once, also when it comes twice at once', async () => {
    const requestId = randomUUID()
    const asked = [1, 2, 3].map(() => submitWorkload(world.actor, volume({ requestId })))
    const operations = await Promise.all(asked)
    expect(new Set(operations.map(({ id }) => id)).size).toBe(1)
    expect(await rows('volume')).toHaveLength(1)
    await submitWorkload(world.actor, volume())
    expect(await rows('volume')).toHaveLength(2)
  })

  it('is not done with somebody else’s identity', async () => {
    const operator = await person('operator')
    await expect(
      submitWorkload(operator, volume({ identityId: world.identityId })),
    ).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    expect(await world.db.operation.count()).toBe(0)
  })
})

describe('a container', () => {
  it('gets an address, mounts a volume by the id its node gave, and ends with its network', async () => {
    const networkId = await liveNetwork('lab', '8h')
    await submitWorkload(world.actor, volume({ duration: '4h' }))
    await runUntilIdle(world)
    await answerAll((number) => `{"volume_id":"${number}-1"}`)
    const [disk] = await rows('volume')
    const draft = container(networkId, {
      name: 'redis',
      duration: '9h',
      mounts: [{ volume: disk?.id, mountpoint: '/data' }],
      env: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
    })
    const plan = await planWorkload(world.actor, draft)
    expect(plan.problems.map(({ field, severity }) => `${severity} ${field}`)).toEqual([
      'warning env',
      'warning mounts.0.volume',
      'warning duration',
    ])
    const [network] = await rows('network')
    expect(plan.endsAt).toBe(network?.endsAt.toISOString())
    await submitWorkload(world.actor, draft)
    await runUntilIdle(world)
    const [row] = await rows('container')
    expect(row?.networkId).toBe(networkId)
    expect(row?.endsAt).toEqual(network?.endsAt)
    expect(dataOf(row?.body ?? '')).toMatchObject({
      flist: 'https://hub.example.com/x/redis.flist',
      env: { A: '1', B: '2' },
      mounts: [{ volume_id: `${disk?.gridNumber}-1`, mountpoint: '/data' }],
      network: { network_id: 'lab', ips: ['10.42.1.10'], public_ip6: false },
      capacity: { cpu: 1, memory: 512 },
    })
    const second = await planWorkload(world.actor, container(networkId))
    expect(second.ip).toBe('10.42.1.11')
    const taken = await planWorkload(world.actor, container(networkId, { ip: '10.42.1.10' }))
    expect(taken.problems.map(({ field }) => field)).toContain('ip')
  })

  it('without a duration ends with its network', async () => {
    const networkId = await liveNetwork()
    const plan = await planWorkload(world.actor, container(networkId, { duration: undefined }))
    expect(plan.blocked).toBe(false)
    expect(plan.endsAt).toBe((await rows('network'))[0]?.endsAt.toISOString())
  })

  it('waits until its network is deployed on the node', async () => {
    const network = await makeNetwork(world, 'slow', 1)
    await apply(world, network.id, '8h')
    const draft = container(network.id)
    const plan = await planWorkload(world.actor, draft)
    expect(plan).toMatchObject({ blocked: false })
    expect(plan.waits).toContain('slow')
    const { steps } = await submitWorkload(world.actor, draft)
    expect(steps[0]?.waitsFor).toHaveLength(1)
    await world.db.step.updateMany({
      where: { reservation: { type: 'network' } },
      data: { state: 'done' },
    })
    await world.db.reservation.updateMany({
      where: { type: 'network' },
      data: { state: 'submitted' },
    })
    expect((await rows('container'))[0]?.state).toBe('signed')
    await world.db.reservation.updateMany({
      where: { type: 'network' },
      data: { state: 'deployed' },
    })
    await runUntilIdle(world)
    expect((await rows('container'))[0]?.state).toBe('submitted')
  })

  it('is never sent to a node its network is not on', async () => {
    const networkId = await liveNetwork()
    const elsewhere = container(networkId, { nodeId: world.nodes[1]?.id })
    const { problems } = await planWorkload(world.actor, elsewhere)
    expect(problems[0]).toMatchObject({ field: 'network', severity: 'error' })
    expect(problems[0]?.message).toContain('fails for good')
    const unknown = await planWorkload(world.actor, container('no-such-network'))
    expect(unknown.problems.map(({ field }) => field)).toContain('network')
    await world.db.reservation.updateMany({ data: { state: 'drifted' } })
    expect((await planWorkload(world.actor, container(networkId))).blocked).toBe(true)
  })

  it('is signed with its network’s identity', async () => {
    const other = await createIdentity(world.actor, { name: 'other' })
    const networkId = await liveNetwork()
    const asked = await planWorkload(world.actor, container(networkId, { identityId: other.id }))
    expect(asked.problems.map(({ field }) => field)).toEqual(['identity'])
    expect((await planWorkload(world.actor, container(networkId))).identityName).toBe('main')
  })

  it('gets its address once, also when two ask at once', async () => {
    const networkId = await liveNetwork()
    const draft = () => submitWorkload(world.actor, container(networkId, { ip: '10.42.1.50' }))
    const outcomes = await Promise.allSettled([draft(), draft()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await rows('container')).toHaveLength(1)
  })

  it('goes before its network does', async () => {
    const networkId = await liveNetwork()
    await submitWorkload(world.actor, container(networkId))
    await runUntilIdle(world)
    await answerAll()
    const operation = await deleteNetwork(world.actor, networkId, { confirm: 'lab' })
    const steps = operation?.steps ?? []
    const first = steps.find((step) => step.reservation.type === 'container')
    const last = steps.find((step) => step.reservation.type === 'network')
    expect(last?.waitsFor).toEqual([first?.id])
  })
})

describe('what a form offers', () => {
  it('is networks with their nodes, and volumes that run', async () => {
    const networkId = await liveNetwork()
    await submitWorkload(world.actor, volume())
    expect((await workloadPlaces(world.actor)).volumes).toEqual([])
    await runUntilIdle(world)
    await answerAll((number) => `{"volume_id":"${number}-1"}`)
    expect(await workloadPlaces(world.actor)).toMatchObject({
      networks: [
        { id: networkId, name: 'lab', nodes: [{ nodeId: node().id, subnet: '10.42.1.0/24' }] },
      ],
      volumes: [{ name: 'data', nodeId: node().id, volumeId: '1-1' }],
    })
  })

  it('leaves out volumes whose result names none', async () => {
    await submitWorkload(world.actor, volume())
    await runUntilIdle(world)
    await answerAll(() => '{"volume_id":7}')
    expect((await workloadPlaces(world.actor)).volumes).toEqual([])
  })
})

it('strangers’ keys open nothing: a box for one node stays shut for another', async () => {
  await submitWorkload(world.actor, zdb())
  const data = dataOf((await rows('zdb'))[0]?.body ?? '')
  const other = identityFromSeed(new Uint8Array(32).fill(4))
  expect(() => openSealed(other, fromHex(String(data['password'])))).toThrow()
})
