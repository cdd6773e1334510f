import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serveExplorer } from '@/lib/explorer/testing/serve-explorer'
import { startSimulatedFarm, type SimulatedFarm } from '@/lib/noded/simulated/start'
import { syncGrid } from '@/lib/server/grids/sync-grid'
import { ReservationSync } from '../sync-reservations'
import { sleep } from '../timing'
import { flakyProxy } from './flaky-proxy'
import { driverOf, makePeople, makeRunner, type World } from './world'

const TOKEN = 'owner-token'
const PATIENCE_MS = 50_000

/** A world whose nodes are a simulated farm that really answers. */
export interface FarmWorld extends Omit<World, 'nodes'> {
  farm: SimulatedFarm
  nodeIds: string[]
  /** folder of the farm's seeds */
  farmDir: string
  /** runs steps and looks at reservations until `check` holds */
  runUntil: (check: () => Promise<boolean>) => Promise<void>
  /** looks at reservations again and again while `work` runs, for runners in processes of their own */
  whileLooking: <T>(work: () => Promise<T>) => Promise<T>
}

/** Starts an explorer, a farm of so many simulated nodes and a cockpit that knows them. */
export async function makeFarmWorld(nodes: number): Promise<FarmWorld> {
  const people = await makePeople()
  const explorer = await serveExplorer({ bootstrapTokens: [TOKEN], longPollMs: 2_000 })
  const proxy = await flakyProxy(explorer.baseUrl)
  const dataDir = await mkdtemp(path.join(tmpdir(), 'farm-'))
  const farm = await startSimulatedFarm({
    explorer: explorer.baseUrl,
    nodes,
    dataDir,
    token: TOKEN,
  })
  await farm.ready()
  const grid = await people.db.grid.create({
    data: { name: 'farm', kind: 'explorer', url: proxy.baseUrl },
  })
  await syncGrid(grid.id)
  const world: World = { ...people, gridId: grid.id, nodes: [], explorer, proxy, close }
  return {
    ...world,
    farm,
    farmDir: dataDir,
    nodeIds: farm.nodes.map(({ nodeId }) => nodeId),
    runUntil: (check) => runUntil(world, check),
    whileLooking: (work) => whileLooking(world, work),
  }

  async function close(): Promise<void> {
    await farm.stop()
    await proxy.close()
    await explorer.close()
    await people.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function makeSync(world: World): ReservationSync {
  return new ReservationSync({
    db: world.db,
    driverOf: (gridId) => driverOf(world, gridId),
    onError: (where, error) => {
      throw new Error(where, { cause: error })
    },
  })
}

async function runUntil(world: World, check: () => Promise<boolean>): Promise<void> {
  const { runner } = makeRunner(world)
  const sync = makeSync(world)
  const stop = new AbortController()
  const ended = runner.run(stop.signal)
  const end = Date.now() + PATIENCE_MS
  try {
    while (!(await check())) {
      if (Date.now() > end) throw new Error(`It did not come: ${await situation(world)}`)
      await sync.syncAll()
      await sleep(20)
    }
  } finally {
    stop.abort()
    await ended
  }
}

/** Every step with its reservation, for a test that waits in vain. */
async function situation({ db }: World): Promise<string> {
  const steps = await db.step.findMany({ include: { reservation: true } })
  return steps
    .map(({ kind, state, error, reservation }) =>
      [
        ...[kind, reservation.type, reservation.gridNumber, state, reservation.state],
        error ?? reservation.error,
      ].join(' '),
    )
    .join('; ')
}

async function whileLooking<T>(world: World, work: () => Promise<T>): Promise<T> {
  const sync = makeSync(world)
  let isOver = false
  const looking = (async () => {
    while (!isOver) {
      await sync.syncAll()
      await sleep(50)
    }
  })()
  try {
    return await work()
  } finally {
    isOver = true
    await looking
  }
}
