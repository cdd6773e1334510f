import { randomBytes } from 'node:crypto'
import { volumeData } from '@/lib/protocol/workloads'
import type { DiscoveryView } from '@/lib/schemas/discovery'
import type { GridView, IdentityView } from '@/lib/schemas/views'
import { Api } from '../fixtures/api'
import { READY_ENV, startCockpit } from '../fixtures/cockpit'
import { startDelayProxy } from '../fixtures/delay-proxy'
import { bodyElsewhere, postElsewhere, seedElsewhere } from '../fixtures/elsewhere'
import { ms, must, report } from './report'

const RESERVATIONS = 3_000
const OWN = 30
const NEW = 20
const NODES = 24
const DELAY_MS = 40
const POSTS_AT_ONCE = 8

const mine = seedElsewhere(randomBytes(32))
const stranger = seedElsewhere(randomBytes(32))

/** Fills the explorer through its own API, strangers' reservations with a few of ours among them. */
async function fill(
  explorer: string,
  nodeIds: readonly string[],
  from: number,
  to: number,
  own: number,
) {
  const every = Math.floor((to - from) / own)
  const todo = Array.from({ length: to - from }, (_, index) => index)
  const worker = async () => {
    for (let index = todo.shift(); index !== undefined; index = todo.shift()) {
      const { identity } = index % every === 0 && index / every < own ? mine : stranger
      const nodeId = nodeIds[(from + index) % nodeIds.length] ?? ''
      const data = volumeData({ size: 1_000_000 - from - index, type: 'HDD' })
      const body = bodyElsewhere(identity, nodeId, 'volume', data)
      await postElsewhere(explorer, identity, nodeId, body)
    }
  }
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, worker))
}

/** tfuser's way: one number after another, until nothing comes. */
async function oneByOne(explorer: string): Promise<{ time: number; own: number }> {
  const started = performance.now()
  let own = 0
  for (let number = 0; ; number += 1) {
    const answer = await fetch(`${explorer}/reservations/${number}-1`)
    if (answer.status === 404) break
    const { user_id } = (await answer.json()) as { user_id: string }
    if (user_id === mine.identity.id) own += 1
  }
  return { time: performance.now() - started, own }
}

const farm = await startCockpit({ nodes: NODES, farmArgs: ['--delay', '3600000'], env: READY_ENV })
const cockpit = await startCockpit({ nodes: 0, env: READY_ENV })
const proxy = await startDelayProxy(`${farm.url}/explorer`, DELAY_MS)
try {
  const api = new Api(cockpit.url)
  const explorer = `${farm.url}/explorer`
  const nodeIds = (await new Api(farm.url).waitForNodes(NODES)).map(({ nodeId }) => nodeId)
  await fill(explorer, nodeIds, 0, RESERVATIONS, OWN)
  const grid = await api.call<GridView>('POST', 'grids', { name: 'distant', url: proxy.url })
  await api.until(
    'the distant nodes',
    async () => (await api.nodes()).filter(({ gridId }) => gridId === grid.id).length >= NODES,
  )
  await api.call<IdentityView>('POST', 'identities/import', {
    name: 'mine',
    seedFile: mine.seedFile,
  })

  const scan = async () => {
    proxy.seen.length = 0
    const started = performance.now()
    await api.call('POST', 'discovery/scan', { gridId: grid.id })
    const view = await api.until('the scan to end', async () => {
      const now = await api.call<DiscoveryView>('GET', 'discovery')
      const one = now.scans.find(({ gridId }) => gridId === grid.id)
      return one && !one.running && one.finishedAt ? { now, one } : null
    })
    const time = performance.now() - started
    must(view.one.error === null, `the scan ended well (${view.one.error})`)
    const requests = proxy.seen.filter(({ path }) => path.startsWith('/reservations/')).length
    return { time, requests, found: view.now.found.length, next: view.one.next }
  }
  const first = await scan()
  must(first.found === OWN, `all ${OWN} of ours were found (${first.found})`)
  must(first.next === RESERVATIONS, `everything was read (${first.next})`)
  const baseline = await oneByOne(proxy.url)
  must(baseline.own === OWN, `the baseline found the same (${baseline.own})`)
  await fill(explorer, nodeIds, RESERVATIONS, RESERVATIONS + NEW, 2)
  const second = await scan()
  must(second.found === OWN + 2, `the new ones were found (${second.found})`)
  must(second.next === RESERVATIONS + NEW, `the new numbers were read (${second.next})`)

  report(`finding ${OWN} own among ${RESERVATIONS} reservations at ${DELAY_MS} ms`, {
    'first scan': ms(first.time),
    requests: first.requests,
    'one after another': ms(baseline.time),
    faster: `${(baseline.time / first.time).toFixed(0)} ×`,
    [`after ${NEW} new ones`]: ms(second.time),
    'requests then': second.requests,
  })
} finally {
  await proxy.close()
  await cockpit.stop()
  await farm.stop()
}
