import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { proofListSchema, proofViewSchema, type ProofView } from '@/lib/schemas/proofs'
import { makeNetwork, makeWorld, type World } from '@/lib/server/jobs/testing/world'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { addDevice } from '@/lib/server/networks/devices'
import { saveNetwork } from '@/lib/server/networks/save'
import { beginStop, resetStop } from '@/lib/server/stopping'
import { cancelProof, getProof, listProofs } from './proofs'
import { KEPT_PROOFS, settleAbandoned } from './rows'
import { runningProof } from './running'
import { startProof, type StartDeps } from './start'

const HELPER = path.join(import.meta.dirname, 'testing/fake-helper.mjs')

let world: World
let folder: string
let count = 0
beforeAll(async () => {
  world = await makeWorld(4)
  folder = await mkdtemp(path.join(tmpdir(), 'cockpit-proof-'))
})
afterEach(async () => {
  await runningProof()?.ended
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const as = (role: 'viewer' | 'designer' | 'operator') => ({ ...world.actor, role })
const note = () => path.join(folder, `note-${count}`)

function deps(mode: string, patch: Partial<StartDeps> = {}): StartDeps {
  return {
    availability: () => ({ available: true, isOn: true, missing: [] }),
    command: { program: process.execPath, args: [HELPER, mode, note()] },
    limitMs: 20_000,
    ...patch,
  }
}

async function network(nodes = 2) {
  count += 1
  return makeNetwork(world, `proof-${count}`, nodes)
}

async function ended(id: string): Promise<ProofView> {
  await expect
    .poll(async () => (await getProof(world.actor, id)).state, { timeout: 20_000 })
    .not.toBe('running')
  return proofViewSchema.parse(await getProof(world.actor, id))
}

/** Proves a new network with a helper of this kind. */
async function prove(mode: string, patch?: Partial<StartDeps>): Promise<ProofView> {
  const { id } = await network()
  return ended((await startProof(as('operator'), id, { revision: 1 }, deps(mode, patch))).id)
}

async function noted<T>(): Promise<T> {
  let text = ''
  await expect
    .poll(async () => (text = await readFile(note(), 'utf8').catch(() => '')))
    .not.toBe('')
  return JSON.parse(text) as T
}

/** One that waits for a parent to notice its death is dead, too. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return (
      process.platform === 'linux' &&
      /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    )
  } catch {
    return true
  }
}

describe('a proof', () => {
  test('keeps what was measured beside what was predicted, by the objects of the design', async () => {
    const made = await network(2)
    const nodeIds = made.design.resources.map(({ nodeId }) => nodeId)
    await addDevice(world.actor, made.id, { name: 'laptop', accessNodeId: nodeIds[0] ?? '' })
    const begun = await startProof(as('operator'), made.id, { revision: 2 }, deps('good'))
    expect(begun).toMatchObject({
      state: 'running',
      revision: 2,
      startedBy: 'Ada',
      isCurrent: true,
    })
    expect(begun.progress?.pairs.all).toBe(6)
    const done = await ended(begun.id)
    expect(done).toMatchObject({
      state: 'done',
      pairs: 6,
      agreeing: 6,
      error: null,
      progress: null,
    })
    expect(done.outcome?.machines.slice(0, 2)).toEqual(nodeIds.map((id) => `node:${id}`))
    expect(done.outcome?.machines[2]).toMatch(/^device:(?!\d$)/)
    expect(done.outcome?.measured).toEqual(done.outcome?.predicted)
    expect(done.outcome?.measured[0]).toEqual([null, true, true])
    expect(done.outcome).toMatchObject({ namespaces: 9, wireguard: 'userspace', differences: [] })
    const events = await world.db.event.findMany({ where: { networkId: made.id } })
    const begin = events.find(({ message }) => message.includes('began'))
    expect(begin).toMatchObject({ actorName: 'Ada', actorId: world.actor.userId })
    expect(events.some(({ message }) => message.includes('6 of 6 pairs as predicted'))).toBe(true)
  })

  test('names each pair that came out otherwise, with what the tunnels said', async () => {
    const { outcome, pairs, agreeing } = await prove('differ')
    expect([pairs, agreeing]).toEqual([2, 1])
    expect(outcome?.differences).toEqual([
      {
        from: outcome?.machines[0],
        to: outcome?.machines[1],
        predicted: true,
        measured: false,
        reason: null,
        explanation: 'Nothing came back: no handshake ever.',
      },
    ])
  })

  test('gives the helper neither our environment nor a key of the network', async () => {
    process.env['COCKPIT_SECRET_OF_TEST'] = 'hidden'
    const done = await prove('noted')
    delete process.env['COCKPIT_SECRET_OF_TEST']
    const { env, request } = await noted<{ env: Record<string, string>; request: unknown }>()
    expect(Object.keys(env).filter((name) => !/^(PATH|LC_ALL|_|PWD|SHLVL)$/.test(name))).toEqual([])
    const keys = await world.db.wireGuardKey.findMany({ where: { networkId: done.networkId } })
    expect(keys.length).toBeGreaterThan(0)
    for (const { publicKey } of keys) expect(JSON.stringify(request)).not.toContain(publicKey)
  })

  test('is of its revision: a changed design makes it old, a moved card or a new name do not', async () => {
    const { id, design } = await network(2)
    const first = await ended((await startProof(world.actor, id, { revision: 1 }, deps('good'))).id)
    const renamed = { ...design, name: `${design.name}-b` }
    const positions = { [`node:${design.resources[0]?.nodeId}`]: { x: 5, y: 5 } }
    await saveNetwork(world.actor, id, { revision: 1, design: renamed, positions })
    expect(await getProof(world.actor, first.id)).toMatchObject({ isCurrent: true, revision: 1 })
    await saveNetwork(world.actor, id, { revision: 2, design: { ...renamed, mode: 'compat' } })
    expect((await getProof(world.actor, first.id)).isCurrent).toBe(false)
    const { proofs } = proofListSchema.parse(await listProofs(as('viewer'), id))
    expect(proofs).toMatchObject([{ id: first.id, isCurrent: false }])
  })

  test('goes with its network, and only so many are kept', async () => {
    const { id, design } = await network(2)
    const old = Array.from({ length: KEPT_PROOFS + 2 }, (_, index) => ({
      networkId: id,
      revision: 1,
      subject: '',
      mode: 'safe',
      state: 'done',
      holder: '{}',
      startedByName: 'Ada',
      startedAt: new Date(Date.UTC(2026, 0, index + 1)),
    }))
    await world.db.proof.createMany({ data: old })
    const { id: newest } = await startProof(world.actor, id, { revision: 1 }, deps('good'))
    await ended(newest)
    const { proofs } = await listProofs(world.actor, id)
    expect(proofs).toHaveLength(KEPT_PROOFS)
    expect(proofs[0]?.id).toBe(newest)
    await deleteNetwork(world.actor, id, { confirm: design.name })
    expect(await world.db.proof.count({ where: { networkId: id } })).toBe(0)
  })
})

describe('refuses', () => {
  test.each(['viewer', 'designer'] as const)('a %s', async (role) => {
    const { id } = await network(2)
    const wish = startProof(as(role), id, { revision: 1 }, deps('good'))
    await expect(wish).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    await expect(cancelProof(as(role), 'x')).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })

  test('what there is not', async () => {
    const wish = startProof(world.actor, 'none', { revision: 1 }, deps('good'))
    await expect(wish).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (const ask of [getProof, cancelProof])
      await expect(ask(world.actor, 'none')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a design that is not the saved one', async () => {
    const { id } = await network(2)
    const wish = startProof(world.actor, id, { revision: 9 }, deps('good'))
    await expect(wish).rejects.toMatchObject({ code: 'DESIGN_STALE', details: { revision: 1 } })
  })

  test('where proving is off or tools are missing, with every sentence', async () => {
    const { id } = await network(2)
    const missing = ['Proving is switched off.', 'The program wg is not installed.']
    const availability = () => ({ available: false, isOn: false, missing })
    const wish = startProof(world.actor, id, { revision: 1 }, deps('good', { availability }))
    await expect(wish).rejects.toMatchObject({ code: 'PROOF_UNAVAILABLE', details: { missing } })
  })

  test('one machine alone, and more than can be built', async () => {
    const { id } = await network(1)
    const wish = startProof(world.actor, id, { revision: 1 }, deps('good'))
    await expect(wish).rejects.toMatchObject({ code: 'PROOF_IMPOSSIBLE' })
    const { id: large, design } = await network(2)
    const resources = Array.from({ length: 41 }, (_, index) => ({
      ...design.resources[0],
      nodeId: `node-${index}`,
      subnet: `10.42.${index}.0/24`,
    }))
    await world.db.network.update({
      where: { id: large },
      data: { design: JSON.stringify({ ...design, resources }) },
    })
    const much = startProof(world.actor, large, { revision: 1 }, deps('good'))
    await expect(much).rejects.toMatchObject({ code: 'PROOF_TOO_LARGE' })
  })

  test('a second one, and says whose the first is', async () => {
    const [first, second] = [await network(2), await network(2)]
    const begun = await startProof(world.actor, first.id, { revision: 1 }, deps('stubborn'))
    const wish = startProof(world.actor, second.id, { revision: 1 }, deps('good'))
    await expect(wish).rejects.toMatchObject({
      code: 'PROOF_BUSY',
      message: expect.stringContaining(`Ada is proving ${first.name}`),
      details: { proofId: begun.id },
    })
    await cancelProof(world.actor, begun.id)
    const next = await startProof(world.actor, second.id, { revision: 1 }, deps('good'))
    expect((await ended(next.id)).state).toBe('done')
  })

  test('a second one while another process makes the first', async () => {
    const { id } = await network(2)
    const other = await world.db.proof.create({
      data: {
        networkId: id,
        revision: 1,
        subject: '',
        mode: 'safe',
        state: 'running',
        slot: 'one',
        holder: JSON.stringify({ token: 'other', pid: 1, host: 'another machine' }),
        startedByName: 'Grace',
      },
    })
    const wish = startProof(world.actor, id, { revision: 1 }, deps('good'))
    await expect(wish).rejects.toMatchObject({ code: 'PROOF_BUSY' })
    expect(runningProof()).toBeNull()
    // Cancelling leaves the wish in the row, for whoever runs it.
    await cancelProof(world.actor, other.id)
    expect(await world.db.proof.findUnique({ where: { id: other.id } })).toMatchObject({
      state: 'running',
      cancelledBy: 'Ada',
    })
    await world.db.proof.update({ where: { id: other.id }, data: { startedAt: new Date(0) } })
    expect((await getProof(world.actor, other.id)).state).toBe('failed')
  })
})

describe('ends', () => {
  test('at its limit, with everything the helper began', async () => {
    const done = await prove('stubborn', { limitMs: 1_500 })
    expect(done.error?.code).toBe('PROOF_TIMEOUT')
    const pids = await noted<number[]>()
    expect(pids).toHaveLength(2)
    await expect.poll(() => pids.every(isGone)).toBe(true)
  })

  test('when somebody cancels it, with everything the helper began', async () => {
    const { id } = await network(2)
    const begun = await startProof(world.actor, id, { revision: 1 }, deps('stubborn'))
    const pids = await noted<number[]>()
    expect((await getProof(world.actor, begun.id)).progress?.stage).toBe('building')
    await cancelProof(world.actor, begun.id)
    const { state, error } = await getProof(world.actor, begun.id)
    expect([state, error?.code]).toEqual(['failed', 'PROOF_CANCELLED'])
    expect(error?.message).toContain('Ada')
    await expect.poll(() => pids.every(isGone)).toBe(true)
    expect(await cancelProof(world.actor, begun.id)).toEqual({ ok: true })
  })

  test('when another process wants it to', async () => {
    const { id } = await network(2)
    const begun = await startProof(world.actor, id, { revision: 1 }, deps('stubborn'))
    await world.db.proof.update({ where: { id: begun.id }, data: { cancelledBy: 'Grace' } })
    expect((await ended(begun.id)).error?.message).toContain('Grace')
  })

  test('when the cockpit stops', async () => {
    const { id } = await network(2)
    const begun = await startProof(world.actor, id, { revision: 1 }, deps('stubborn'))
    const pids = await noted<number[]>()
    beginStop()
    expect((await ended(begun.id)).error?.message).toContain('stopped')
    resetStop()
    await expect.poll(() => pids.every(isGone)).toBe(true)
  })

  test('when its process is gone, at the next start', async () => {
    const { id } = await network(2)
    const begun = await startProof(world.actor, id, { revision: 1 }, deps('good'))
    await ended(begun.id)
    const { holder } = await world.db.proof.findUniqueOrThrow({ where: { id: begun.id } })
    const before = { ...(JSON.parse(holder) as object), token: 'the process before this one' }
    await world.db.proof.update({
      where: { id: begun.id },
      data: { state: 'running', slot: 'one', holder: JSON.stringify(before) },
    })
    await settleAbandoned()
    expect(await getProof(world.actor, begun.id)).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('stopped') },
    })
    const again = await startProof(world.actor, id, { revision: 1 }, deps('good'))
    expect((await ended(again.id)).state).toBe('done')
  })

  test.each([
    ['garbage', 'PROOF_FAILED', 'no event'],
    ['endless', 'PROOF_FAILED', 'line without an end'],
    ['crash', 'PROOF_FAILED', 'without a result'],
    ['refuse', 'PROOF_UNAVAILABLE', 'cannot build'],
  ])('in an error when the helper does this: %s', async (mode, code, words) => {
    const { state, error, outcome } = await prove(mode)
    expect([state, error?.code, outcome]).toEqual(['failed', code, null])
    expect(error?.message).toContain(words)
    if (mode === 'refuse') expect(error?.missing?.[0]).toContain('wireguard-tools')
  })

  test('in an error when the helper cannot be started', async () => {
    const { error } = await prove('good', { command: { program: '/nowhere/node', args: [] } })
    expect(error?.message).toContain('could not be started')
  })
})
