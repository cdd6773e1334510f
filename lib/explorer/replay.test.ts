import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromHex } from '@/lib/crypto/encoding'
import { identityFromSeed, type Identity } from '@/lib/crypto/identity'
import { encodeReservation, signReservation } from '@/lib/protocol/reservation'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { exchange } from './testing/exchange'
import { EXEMPTIONS, UNSIGNED_RESULTS } from './testing/exemptions'
import { loadRecording, loadSignatureVectors, type RecordedStep } from './testing/recording'
import { renameSteps } from './testing/rename-recording'
import { replayRecording, type ReplayedStep } from './testing/replay'
import { serveExplorer, type ServedExplorer } from './testing/serve-explorer'

/** The clock of the machine that recorded, as its node times show. */
const RECORDED_AT = 1795359391_000
const recording = loadRecording()
const signatures = loadSignatureVectors()
const recordedNode = identityFromSeed(fromHex(signatures.node_seed_hex))
const recordedUser = identityFromSeed(fromHex(signatures.user_seed_hex))

let database: TempDatabase
let explorer: ServedExplorer | undefined
beforeEach(async () => {
  database = await withTempDatabase()
})
afterEach(async () => {
  await explorer?.close()
  explorer = undefined
  await database.close()
})

const problems = (steps: readonly ReplayedStep[]) =>
  steps.filter((step) => step.differences.length > 0)

function otherIdentity(byte: number): Identity {
  return identityFromSeed(new Uint8Array(32).fill(byte))
}

describe('the recording of the original explorer', () => {
  it('has 123 steps, and every exemption names one of them', () => {
    const numbers = recording.steps.map((step) => step.n)
    expect(numbers).toEqual(Array.from({ length: 123 }, (_, index) => index + 1))
    for (const n of Object.keys({ ...EXEMPTIONS, ...UNSIGNED_RESULTS })) {
      expect(numbers).toContain(Number(n))
    }
  })

  it.each(['', '/explorer', '/deep/er'])('is answered as recorded below "%s"', async (basePath) => {
    explorer = await serveExplorer({ compat: true, basePath, now: () => RECORDED_AT })
    const replayed = await replayRecording({
      baseUrl: explorer.baseUrl,
      steps: recording.steps,
      node: recordedNode,
      comparesTimes: true,
    })
    expect(problems(replayed)).toEqual([])
    expect(replayed).toHaveLength(123)
  })
})

const EXTRA_RESERVATIONS = 3
const identities = new Map<string, Identity>([
  ...Object.entries(recording.nodes)
    .filter(([name]) => name !== 'unknown')
    .map(([, id], index): [string, Identity] => [id, otherIdentity(index + 1)]),
  [recordedUser.id, otherIdentity(40)],
])
const words = new Map([
  ['peerfarm', 'Hof am Wald'],
  ['farm2', 'zweiter-hof'],
  ['kubetest', 'andersnetz'],
  ['Ghent', 'Lomé'],
  ['a@example.com', 'x@example.net'],
  ['11111111111111111111111111111111', otherIdentity(41).id],
  ['"v2"', '"v17"'],
])

/** Steps that take the first reservation numbers, on a node whose polls are not recorded. */
function extraSteps(): RecordedStep[] {
  const node = identities.get(recording.nodes['D2'] ?? '') ?? otherIdentity(0)
  const user = otherIdentity(42)
  return Array.from({ length: EXTRA_RESERVATIONS }, (_, index) => {
    const reservation = signReservation(
      {
        id: '',
        nodeId: node.id,
        userId: user.id,
        type: 'debug',
        data: `{"host":"h","port":${index},"channel":""}`,
        created: '2026-01-01T00:00:00Z',
        duration: 3_600_000_000_000n,
        signature: new Uint8Array(),
        toDelete: false,
      },
      user,
    )
    return {
      n: 1000 + index,
      name: 'extra reservation',
      request: {
        method: 'POST',
        path: `/reservations/${node.id}`,
        headers: {},
        body: encodeReservation(reservation),
      },
      response: { status: 201, headers: { Location: `/reservations/${index}-1` }, body: '' },
    }
  })
}

describe('the recording with other keys, names and numbers', () => {
  it('is answered in the same way', async () => {
    explorer = await serveExplorer({ compat: true, now: () => RECORDED_AT })
    const renamed = renameSteps(recording.steps, {
      identities,
      words,
      numberShift: EXTRA_RESERVATIONS,
    })
    const firstReservation = renamed.findIndex((step) => step.n === 67)
    const steps = [
      ...renamed.slice(0, firstReservation),
      ...extraSteps(),
      ...renamed.slice(firstReservation),
    ]
    const replayed = await replayRecording({
      baseUrl: explorer.baseUrl,
      steps,
      node: identities.get(recordedNode.id) ?? recordedNode,
      comparesTimes: true,
    })
    expect(problems(replayed)).toEqual([])
    expect(JSON.stringify(steps)).not.toContain(recordedUser.id)
  })
})

const READS_BY_POST = new Set(['/farms/list', '/nodes/list'])

function isWrite({ request: { method, path } }: RecordedStep): boolean {
  const bare = path.split('?', 1)[0] ?? ''
  return ['POST', 'PUT', 'DELETE'].includes(method) && !READS_BY_POST.has(bare)
}

describe('without the switch', () => {
  // Not endpoints at all: DELETE /reservations/ and PUT /nodes keep their 404 and 405.
  const NO_ENDPOINT = new Map([
    [114, 404],
    [115, 405],
  ])

  it('refuses every unsigned write of the recording and stores nothing', async () => {
    explorer = await serveExplorer({ now: () => RECORDED_AT })
    const writes = recording.steps.filter(isWrite)
    for (const step of writes) {
      const answer = await exchange(explorer.baseUrl, step.request)
      expect({ n: step.n, status: answer.status }).toEqual({
        n: step.n,
        status: NO_ENDPOINT.get(step.n) ?? 401,
      })
    }
    expect(writes.length).toBeGreaterThan(50)
    expect(await database.db.explorerFarm.count()).toBe(0)
    expect(await database.db.explorerNode.count()).toBe(0)
    expect(await database.db.explorerReservation.count()).toBe(0)
  })
})

describe('the signature vectors', () => {
  const bodies = [
    ...signatures.tampered.map(({ name, body, bcdb_mock }) => ({ name, body, bcdb_mock })),
    ...signatures.vectors.map(({ name, posted_body, bcdb_mock }) => ({
      name,
      body: posted_body,
      bcdb_mock,
    })),
  ]
  const OTHER_NODE = "posted to another node's URL (node_id of the body unchanged)"
  const otherNode = otherIdentity(9)
  const urlNodes = new Map([
    [OTHER_NODE, otherNode.id],
    ['posted to an unknown node', recording.nodes['unknown'] ?? ''],
  ])

  it('are 38 tampered and 12 good bodies', () => {
    expect([signatures.tampered.length, signatures.vectors.length]).toEqual([38, 12])
  })

  it('get the answers of the original', async () => {
    explorer = await serveExplorer({ compat: true, now: () => RECORDED_AT })
    for (const id of [recordedNode.id, otherNode.id]) {
      await exchange(explorer.baseUrl, {
        method: 'POST',
        path: '/nodes',
        headers: {},
        body: JSON.stringify({ node_id: id, farm_id: 1 }),
      })
    }
    let accepted = 0
    for (const { name, body, bcdb_mock } of bodies) {
      const isOtherNode = name === OTHER_NODE
      const nodeId = urlNodes.get(name) ?? recordedNode.id
      const answer = await exchange(explorer.baseUrl, {
        method: 'POST',
        path: `/reservations/${nodeId}`,
        headers: {},
        body,
      })
      const shown = {
        name,
        status: answer.status,
        body: answer.body,
        content_type: answer.headers['content-type'] ?? '',
        location: answer.headers['location'],
      }
      if (isOtherNode) {
        // Exempt: the node_id of a reservation must be the node of the URL.
        expect(shown.status).toBe(400)
        continue
      }
      const location = bcdb_mock.location?.replace('<n>', String(accepted))
      expect(shown).toEqual({ name, ...bcdb_mock, location })
      if (answer.status === 201) accepted++
    }
    expect(accepted).toBe(bodies.filter(({ bcdb_mock }) => bcdb_mock.status === 201).length - 1)
  })
})
