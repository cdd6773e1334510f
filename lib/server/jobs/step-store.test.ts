import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeOperation, type NewPost } from '@/lib/server/operations/write-operation'
import { dueSteps } from './step-store'
import { makeWorld, type World } from './testing/world'

let world: World
beforeEach(async () => {
  world = await makeWorld(1)
})
afterEach(() => world.close())

function post(order: Pick<NewPost, 'key' | 'waitsFor'> = {}): NewPost {
  return {
    identityId: world.identityId,
    nodeId: world.nodes[0]?.id ?? '',
    type: 'debug',
    workloadName: 'probe',
    stepToken: randomUUID(),
    body: '{}',
    signature: '',
    ...order,
  }
}

function write(posts: readonly NewPost[], now: Date): Promise<string> {
  return world.db.$transaction((tx) =>
    writeOperation(tx, {
      kind: 'apply',
      networkId: null,
      gridId: world.gridId,
      planHash: null,
      endsAt: new Date(now.getTime() + 3_600_000),
      actor: world.actor,
      now,
      posts,
      deletes: [],
      message: 'Posting.',
    }),
  )
}

test('five hundred steps that wait for another hide none that may start', async () => {
  const begin = new Date(Date.now() - 10_000)
  const waiting = Array.from({ length: 500 }, () => post({ waitsFor: ['first'] }))
  const first = await write([post({ key: 'first' }), ...waiting], begin)
  await world.db.step.updateMany({
    where: { operationId: first, ordinal: 0 },
    data: { state: 'running' },
  })
  const second = await write([post()], new Date())
  const { ready, blocked } = await dueSteps(world.db, Date.now())
  const [step] = await world.db.step.findMany({ where: { operationId: second } })
  expect(ready.map(({ id }) => id)).toEqual([step?.id])
  expect(blocked).toEqual([])
})

test('a step cannot wait for one that does not exist', async () => {
  await expect(write([post({ waitsFor: ['nobody'] })], new Date())).rejects.toThrow(
    /does not exist/,
  )
  expect(await world.db.operation.count()).toBe(0)
})

test('a step waits for one of an earlier operation by its id', async () => {
  const earlier = await write([post()], new Date(Date.now() - 1_000))
  const [before] = await world.db.step.findMany({ where: { operationId: earlier } })
  const later = await write([post({ waitsFor: [before?.id ?? ''] })], new Date(Date.now() - 500))
  const [step] = await world.db.step.findMany({ where: { operationId: later } })
  expect(JSON.parse(step?.waitsFor ?? '')).toEqual([before?.id])
  const { ready } = await dueSteps(world.db, Date.now())
  expect(ready.map(({ id }) => id)).toEqual([before?.id])
})
