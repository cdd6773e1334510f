import { randomBytes, randomUUID } from 'node:crypto'
import { identityFromSeed, type Identity } from '@/lib/crypto/identity'
import { serveExplorer, type ServedExplorer } from '@/lib/explorer/testing/serve-explorer'
import type { WireNode } from '@/lib/protocol/types'
import type { OperationView } from '@/lib/schemas/views'
import type { Actor } from '@/lib/server/auth/actor'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { gridDriver } from '@/lib/server/grid'
import { createIdentity } from '@/lib/server/identities/identities'
import { applyNetwork } from '@/lib/server/networks/apply'
import { createNetwork } from '@/lib/server/networks/create'
import { planNetwork } from '@/lib/server/networks/plan-network'
import { identityForRequests } from '@/lib/server/operations/signer'
import { Runner, type RunnerDeps } from '../runner'
import { sleep } from '../timing'
import { flakyProxy, type FlakyProxy } from './flaky-proxy'

/** A cockpit with a database, an explorer over HTTP, an owner with an identity, and nodes. */
export interface World extends TempDatabase {
  actor: Actor
  gridId: string
  identityId: string
  nodes: Identity[]
  explorer: ServedExplorer
  proxy: FlakyProxy
}

function wireNode(nodeId: string, index: number): WireNode {
  const none = { cru: 0, mru: 0, hru: 0, sru: 0 }
  const now = Math.floor(Date.now() / 1000)
  return {
    node_id: nodeId,
    node_id_v1: '',
    farm_id: 1,
    os_version: '1',
    created: now,
    updated: now,
    uptime: 60,
    address: '',
    location: { city: `Town ${index}`, country: '', continent: '', latitude: 0, longitude: 0 },
    total_resources: { cru: 8, mru: 16, hru: 0, sru: 200 },
    used_resources: none,
    reserved_resources: none,
    proofs: null,
    ifaces: [{ name: 'eth0', addrs: [`203.0.113.${(index % 250) + 1}/24`], gateway: null }],
    public_config: null,
    wg_ports: null,
    approved: false,
    public_key_hex: '',
  }
}

async function addNodes(world: TempDatabase, gridId: string, count: number): Promise<Identity[]> {
  const nodes = Array.from({ length: count }, () =>
    identityFromSeed(new Uint8Array(randomBytes(32))),
  )
  const rows = nodes.map(({ id }, index) => ({ id, raw: JSON.stringify(wireNode(id, index)) }))
  await world.db.explorerNode.createMany({
    data: rows.map(({ id, raw }, index) => ({ nodeId: id, seq: index, farmId: 1, raw })),
  })
  const now = new Date()
  await world.db.gridNode.createMany({
    data: rows.map(({ id, raw }) => ({
      gridId,
      nodeId: id,
      farmId: 1,
      raw,
      reportedAt: now,
      fetchedAt: now,
    })),
  })
  return nodes
}

/** A database with an owner who has an identity. */
export async function makePeople(): Promise<TempDatabase & Pick<World, 'actor' | 'identityId'>> {
  const temp = await withTempDatabase()
  const user = await temp.db.user.create({
    data: { id: randomUUID(), name: 'Ada', email: 'ada@example.com', role: 'owner' },
  })
  const { id: userId, name, email } = user
  const actor: Actor = { kind: 'session', userId, name, email, role: 'owner' }
  const identity = await createIdentity(actor, { name: 'main' })
  return { ...temp, actor, identityId: identity.id }
}

/** Makes a world with so many nodes; `close` takes it away. */
export async function makeWorld(nodeCount: number): Promise<World> {
  const people = await makePeople()
  const explorer = await serveExplorer()
  const proxy = await flakyProxy(explorer.baseUrl)
  const grid = await people.db.grid.create({
    data: { name: 'test', kind: 'explorer', url: proxy.baseUrl, state: 'up' },
  })
  const nodes = await addNodes(people, grid.id, nodeCount)
  const close = async () => {
    await proxy.close()
    await explorer.close()
    await people.close()
  }
  return { ...people, gridId: grid.id, nodes, explorer, proxy, close }
}

/** A network over the first `count` nodes. */
export async function makeNetwork(world: World, name: string, count = world.nodes.length) {
  const nodeIds = world.nodes.slice(0, count).map(({ id }) => id)
  const { gridId, identityId } = world
  return createNetwork(world.actor, { name, range: '10.42.0.0/16', nodeIds, gridId, identityId })
}

/** Plans and applies a network as it is stored. */
export async function apply(
  world: World,
  networkId: string,
  duration?: string,
): Promise<OperationView> {
  const { hash } = await planNetwork(world.actor, networkId)
  return applyNetwork(world.actor, networkId, { hash, ...(duration ? { duration } : {}) })
}

/** Errors that jobs reported. */
export type Reported = { where: string; error: unknown }[]

/** A runner on the world's database. */
export function makeRunner(
  world: World,
  options: Partial<RunnerDeps> = {},
): { runner: Runner; reported: Reported } {
  const reported: Reported = []
  const runner = new Runner({
    db: world.db,
    driverOf: (gridId) => driverOf(world, gridId),
    identityOf: identityForRequests,
    absenceGapMs: 20,
    onError: (where, error) => reported.push({ where, error }),
    ...options,
  })
  return { runner, reported }
}

/** The driver of a grid's row. */
export async function driverOf(world: World, gridId: string) {
  return gridDriver(await world.db.grid.findUniqueOrThrow({ where: { id: gridId } }))
}

/** Runs steps in this process until none is left. */
export async function runUntilIdle(
  world: World,
  options: Partial<RunnerDeps> = {},
): Promise<Reported> {
  const { runner, reported } = makeRunner(world, options)
  const stop = new AbortController()
  const ended = runner.run(stop.signal)
  while (!(await runner.isIdle())) await sleep(10)
  stop.abort()
  await ended
  return reported
}

/** Signatures of everything the explorer stores, in order of number. */
export async function storedSignatures(world: World): Promise<string[]> {
  const rows = await world.db.explorerReservation.findMany({ orderBy: { number: 'asc' } })
  return rows.map((row) => (JSON.parse(row.raw) as { signature: string }).signature)
}
