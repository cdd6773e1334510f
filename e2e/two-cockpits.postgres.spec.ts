import type { EventView } from '@/lib/schemas/views'
import { Api } from './fixtures/api'
import { API_TOKEN, READY_ENV, startCockpit, type Cockpit } from './fixtures/cockpit'
import { databaseEnv } from './fixtures/database'
import { expect, test } from './fixtures/test'

const SECRET = { COCKPIT_SECRET: 'two-cockpits-share-this-secret-0123456789' }
const NODES = 24

/** Events as they arrive at one cockpit, until `stop`. */
function follow(cockpit: Cockpit) {
  const left = new AbortController()
  const seen: EventView[] = []
  const ended = (async () => {
    const answer = await fetch(`${cockpit.url}/api/v1/events`, {
      headers: { authorization: `Bearer ${API_TOKEN}` },
      signal: left.signal,
    })
    const decoder = new TextDecoder()
    let text = ''
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (data) seen.push(JSON.parse(data) as EventView)
      }
    }
  })().catch(() => undefined)
  return {
    seen,
    stop: () => {
      left.abort()
      return ended
    },
  }
}

test('two cockpits on one database work as one; when one ends, the other finishes', async () => {
  test.setTimeout(180_000)
  const first = await startCockpit({ env: { ...READY_ENV, ...SECRET }, nodes: NODES })
  const shared = await databaseEnv(first.data)
  const second = await startCockpit({ env: { ...READY_ENV, ...SECRET, ...shared }, nodes: 0 })
  const [one, two] = [new Api(first.url), new Api(second.url)]
  const live = follow(second)
  try {
    await one.waitForNodes(NODES - 1)
    const nodes = (await two.nodes()).filter((node) => node.freshness === 'up')
    const open = nodes.filter((node) => node.endpointClass !== 'hidden')
    const chosen = open.slice(0, 8).map(({ nodeId }) => nodeId)
    const identity = await two.createIdentity('shared')

    // Asked of the one, seen at the other, and both ask at once: the plan is carried out once.
    const network = await one.call<{ id: string }>('POST', 'networks', {
      name: 'shared',
      range: '10.77.0.0/16',
      nodeIds: chosen,
    })
    const plan = await two.call<{ hash: string; posts: number }>(
      'GET',
      `networks/${network.id}/plan?duration=2h`,
    )
    const apply = (api: Api) =>
      api.raw('POST', `networks/${network.id}/apply`, {
        hash: plan.hash,
        identityId: identity.id,
        duration: '2h',
      })
    const answers = await Promise.all([apply(one), apply(two), apply(one), apply(two)])
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    const started = texts.filter((_, index) => answers[index]?.ok)
    expect(started.length, texts.join('\n')).toBeGreaterThan(0)
    const ids = new Set(started.map((text) => (JSON.parse(text) as { id: string }).id))
    expect(ids.size).toBe(1)
    const [operationId = ''] = ids

    const states = await two.until('every reservation to be answered', async () => {
      const { steps } = await two.operation(operationId)
      const all = steps.map(({ reservation }) => reservation.state)
      return all.every((state) => state === 'deployed') ? all : null
    })
    expect(states).toHaveLength(plan.posts)
    const reservations = (await one.reservations()).filter((row) => row.networkId === network.id)
    expect(reservations).toHaveLength(plan.posts)
    expect(new Set(reservations.map((row) => row.gridReservationId)).size).toBe(plan.posts)

    // The stream of the second told of every one of them, in order, whoever did it.
    const isTold = (id: string) =>
      live.seen.some((event) => event.subjectId === id && event.toState === 'deployed')
    await expect
      .poll(() => reservations.filter(({ id }) => isTold(id)).length, { timeout: 10_000 })
      .toBe(plan.posts)
    const order = live.seen.map((event) => event.id)
    expect(order).toEqual([...order].sort((a, b) => a - b))

    await test.step('the second ends; the first goes on alone', async () => {
      await live.stop()
      await second.stop()
      const other = await one.deploy('alone', '10.78.0.0/16', chosen.slice(0, 3), identity.id)
      expect(other.operation.state).toBe('done')
    })
  } finally {
    await live.stop()
    await second.stop()
    await first.stop()
  }
})
