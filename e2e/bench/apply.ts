import { randomBytes } from 'node:crypto'
import { identityFromSeed } from '@/lib/crypto/identity'
import { encodeReservation, signReservation } from '@/lib/protocol/reservation'
import { formatTimestamp } from '@/lib/protocol/timestamp'
import type { WireExplorerInfo } from '@/lib/protocol/types'
import { signedWriteHeaders } from '@/lib/protocol/write-auth'
import type { GridView, NetworkView, PlanView } from '@/lib/schemas/views'
import { Api } from '../fixtures/api'
import { READY_ENV, startCockpit } from '../fixtures/cockpit'
import { type SeenRequest, startDelayProxy } from '../fixtures/delay-proxy'
import { kib, ms, must, report } from './report'

const NODES = 50
const DELAY_MS = 40

const posts = (seen: readonly SeenRequest[]) =>
  seen.filter(({ method, path }) => method === 'POST' && /^\/reservations\/[^/]+$/.test(path))

const span = (seen: readonly SeenRequest[]) =>
  Math.max(...seen.map(({ answered }) => answered)) -
  Math.min(...seen.map(({ arrived }) => arrived))

const bytes = (seen: readonly SeenRequest[]) => seen.reduce((sum, entry) => sum + entry.bytes, 0)

/** tfuser's way: the whole network to every node, one POST after another. */
async function oneAfterAnother(base: string, nodeIds: readonly string[], data: string) {
  const identity = identityFromSeed(randomBytes(32))
  const info = (await (await fetch(`${base}/info`)).json()) as WireExplorerInfo
  for (const nodeId of nodeIds) {
    const signed = signReservation(
      {
        id: '',
        nodeId,
        userId: identity.id,
        type: 'network',
        data,
        created: formatTimestamp(Date.now()),
        duration: 7_200_000_000_000n,
        signature: new Uint8Array(),
        toDelete: false,
      },
      identity,
    )
    const path = `/reservations/${nodeId}`
    const body = encodeReservation(signed)
    const headers = signedWriteHeaders(identity, {
      explorerId: info.id,
      method: 'POST',
      path,
      time: Date.now(),
      body: new TextEncoder().encode(body),
    })
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    must(answer.status === 201, `the explorer took the baseline's reservation (${answer.status})`)
  }
}

// Real nodes answer from machines of their own: these wait, so that their work is not counted as the explorer's.
const farm = await startCockpit({
  nodes: NODES,
  farmArgs: ['--delay', '8000'],
  env: READY_ENV,
})
const cockpit = await startCockpit({ nodes: 0, env: READY_ENV })
const proxy = await startDelayProxy(`${farm.url}/explorer`, DELAY_MS)
try {
  const api = new Api(cockpit.url)
  await new Api(farm.url).waitForNodes(NODES)
  const grid = await api.call<GridView>('POST', 'grids', { name: 'distant', url: proxy.url })
  const nodes = await api.until('the distant nodes', async () => {
    const known = (await api.nodes()).filter((node) => node.gridId === grid.id)
    return known.length >= NODES ? known : null
  })
  const nodeIds = nodes.slice(0, NODES).map((node) => node.nodeId)
  const identity = await api.createIdentity('bench')
  const network = await api.call<NetworkView>('POST', 'networks', {
    name: 'bench',
    range: '10.50.0.0/16',
    nodeIds,
    gridId: grid.id,
  })
  const plan = await api.call<PlanView>('GET', `networks/${network.id}/plan?duration=2h`)
  await api.call('POST', `networks/${network.id}/apply`, {
    hash: plan.hash,
    duration: '2h',
    identityId: identity.id,
  })
  await api.until(
    'every POST',
    async () => posts(proxy.seen).filter((p) => p.answered).length >= NODES,
  )
  const ours = posts(proxy.seen)
  must(ours.length === NODES, `exactly ${NODES} POSTs left (${ours.length})`)

  const file = (await (await api.raw('GET', `networks/${network.id}/network.json`)).json()) as {
    data: unknown
  }
  await oneAfterAnother(proxy.url, nodeIds, JSON.stringify(file.data))
  const theirs = posts(proxy.seen).slice(NODES)
  report(`applying ${NODES} nodes at ${DELAY_MS} ms`, {
    cockpit: ms(span(ours)),
    'one after another': ms(span(theirs)),
    faster: `${(span(theirs) / span(ours)).toFixed(1)} ×`,
    sent: kib(bytes(ours)),
    'baseline sent': kib(bytes(theirs)),
    'share of bytes': `1/${(bytes(theirs) / bytes(ours)).toFixed(0)}`,
  })
} finally {
  await proxy.close()
  await cockpit.stop()
  await farm.stop()
}
