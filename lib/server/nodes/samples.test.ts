import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { testNodeId } from '@/lib/server/grids/testing/fake-explorer'
import { watchesOf } from './change-log'
import { gridReliability } from './reliability-of'
import { recordSamples } from './samples'
import { cachedGrid, cacheNode } from './testing/cached-grid'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 86_400 * SECOND
/** Half a year ago, so that no instant of the test lies ahead. */
const START = Date.now() - 180 * DAY

let database: TempDatabase
let gridId: string
beforeEach(async () => {
  database = await withTempDatabase()
  gridId = await cachedGrid()
})
afterEach(() => database.close())

const changes = async () =>
  (await database.db.nodeChange.findMany({ where: { gridId }, orderBy: { id: 'asc' } })).map(
    ({ nodeId, freshness, at }) => [
      nodeId === testNodeId(0) ? 0 : 1,
      freshness,
      at.getTime() - START,
    ],
  )
const watches = async () =>
  (await watchesOf(gridId)).map(({ start, end }) => [start - START, end - START])
const report = (index: number, at: number) =>
  cacheNode(gridId, index, { reportedAt: new Date(START + at) })
const sample = (at: number) => recordSamples(gridId, START + at)

describe('recordSamples', () => {
  it('writes a node when it is first seen and then only what changes', async () => {
    await report(0, 0)
    await sample(0)
    await sample(30 * SECOND)
    await sample(MINUTE)
    expect(await changes()).toEqual([[0, 'up', 0]])
    await report(1, MINUTE)
    await sample(12 * MINUTE)
    expect(await changes()).toEqual([
      [0, 'up', 0],
      [0, 'late', 12 * MINUTE],
      [1, 'late', 12 * MINUTE],
    ])
  })

  it('tells down, back and gone', async () => {
    await report(0, 0)
    await sample(0)
    await sample(21 * MINUTE)
    await report(0, 22 * MINUTE)
    await sample(22 * MINUTE)
    await database.db.gridNode.deleteMany({ where: { gridId } })
    await sample(23 * MINUTE)
    await sample(24 * MINUTE)
    expect((await changes()).map(([, freshness]) => freshness)).toEqual([
      'up',
      'down',
      'up',
      'gone',
    ])
  })

  it('tells once per refresh which nodes are new, stopped and report again', async () => {
    for (let index = 0; index < 5; index += 1) await report(index, 0)
    await sample(0)
    await sample(12 * MINUTE)
    await report(0, 21 * MINUTE)
    await report(1, 21 * MINUTE)
    await sample(21 * MINUTE)
    await report(2, 22 * MINUTE)
    await sample(22 * MINUTE)
    const events = await database.db.event.findMany({ orderBy: { id: 'asc' } })
    expect(events.map(({ kind, subjectId, message }) => [kind, subjectId, message])).toEqual([
      ['node', gridId, '5 nodes of “devnet” are new.'],
      ['node', gridId, 'Ghent BE, Ghent BE, Ghent BE of “devnet” stopped reporting.'],
      ['node', testNodeId(2), 'Ghent BE of “devnet” reports again.'],
    ])
  })

  it('prolongs the watch once a minute, and begins another after a silence', async () => {
    await sample(0)
    await sample(30 * SECOND)
    expect(await watches()).toEqual([[0, 0]])
    await sample(MINUTE)
    await sample(90 * SECOND)
    await sample(2 * MINUTE)
    expect(await watches()).toEqual([[0, 2 * MINUTE]])
    await sample(10 * MINUTE)
    await sample(11 * MINUTE)
    expect(await watches()).toEqual([
      [0, 2 * MINUTE],
      [10 * MINUTE, 11 * MINUTE],
    ])
  })

  it('takes watches that overlap for one', async () => {
    const at = (minute: number) => new Date(START + minute * MINUTE)
    await database.db.gridWatch.createMany({
      data: [
        { gridId, start: at(0), end: at(5) },
        { gridId, start: at(2), end: at(4) },
        { gridId, start: at(4), end: at(9) },
        { gridId, start: at(20), end: at(21) },
      ],
    })
    expect(await watches()).toEqual([
      [0, 9 * MINUTE],
      [20 * MINUTE, 21 * MINUTE],
    ])
  })

  it('gives reliability of the watched time only', async () => {
    await report(0, 0)
    await sample(0)
    for (let minute = 1; minute <= 8; minute += 1) await sample(minute * MINUTE)
    await sample(100 * MINUTE)
    await sample(102 * MINUTE)
    const figures = await gridReliability(gridId)
    expect(figures.get(testNodeId(0))).toMatchObject({
      knownFor: 10 * MINUTE,
      up: 0.8,
      outages: 1,
      longest: 2 * MINUTE,
    })
  })

  it('forgets what is older than a month but not what a node has been since', async () => {
    await report(0, 0)
    await report(1, 0)
    await sample(0)
    await sample(21 * MINUTE)
    await report(0, 22 * MINUTE)
    await sample(22 * MINUTE)
    await database.db.gridNode.deleteMany({ where: { nodeId: testNodeId(1) } })
    await sample(23 * MINUTE)
    await report(0, 40 * DAY)
    await sample(40 * DAY)
    expect(await changes()).toEqual([[0, 'up', 22 * MINUTE]])
    expect(await watches()).toEqual([[40 * DAY, 40 * DAY]])
    await sample(40 * DAY + MINUTE)
    expect((await gridReliability(gridId)).get(testNodeId(0))).toMatchObject({
      up: 1,
      knownFor: MINUTE,
    })
  })
})
