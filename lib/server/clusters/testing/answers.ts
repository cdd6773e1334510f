import { encodeResult, signResult } from '@/lib/protocol/reservation'
import { ReservationSync } from '@/lib/server/jobs/sync-reservations'
import { driverOf, type World } from '@/lib/server/jobs/testing/world'

/** What a node's daemon would write for everything it has not answered yet; then the cockpit looks. */
export async function answer(
  world: World,
  nodeIndex: number,
  state: 'ok' | 'error' = 'ok',
): Promise<void> {
  const node = world.nodes[nodeIndex]
  if (!node) throw new Error('no such node')
  const rows = await world.db.explorerReservation.findMany({
    where: { nodeId: node.id, result: null },
  })
  for (const { number, type } of rows) {
    const result = signResult(
      {
        type: type as 'network',
        id: `${number}-1`,
        created: '2026-01-01T00:00:00Z',
        state,
        error: state === 'ok' ? '' : 'no room here',
        data: 'null',
      },
      node,
    )
    await world.db.explorerReservation.update({
      where: { number },
      data: { result: encodeResult(result).trim() },
    })
  }
  await look(world)
}

/** One look at every reservation. */
export async function look(world: World): Promise<void> {
  const sync = new ReservationSync({
    db: world.db,
    driverOf: (gridId) => driverOf(world, gridId),
    onError: (where, error) => {
      throw new Error(where, { cause: error })
    },
  })
  await sync.syncAll()
}
