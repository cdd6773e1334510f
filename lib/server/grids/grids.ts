import type { z } from 'zod'
import { DomainError } from '@/lib/errors/domain-error'
import { isLiveState, RESERVATION_STATES } from '@/lib/protocol/states'
import type { createGridSchema } from '@/lib/schemas/requests'
import type { GridView } from '@/lib/schemas/views'
import type { Actor } from '@/lib/server/auth/actor'
import { requireRole } from '@/lib/server/auth/actor'
import type { Transaction } from '@/lib/server/db/client'
import { db } from '@/lib/server/db/client'
import type { Grid } from '@/lib/server/db/generated/client'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { resolveTarget } from '@/lib/server/outgoing/target'
import { isDomainError } from '@/lib/errors/domain-error'
import { checkGrid } from './check-grid'
import { ensureEmbeddedGrid } from './embedded-grid'
import { gridRow } from './grid-row'
import { toGridView } from './grid-view'

export { checkGrid } from './check-grid'
export { ensureEmbeddedGrid } from './embedded-grid'
export { gridRow } from './grid-row'

const LIVE_STATES = RESERVATION_STATES.filter(isLiveState)

/** Every grid, the embedded one first. */
export async function listGrids(): Promise<GridView[]> {
  const grids = await db().grid.findMany({
    include: { _count: { select: { nodes: true, farms: true } } },
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  })
  return grids.map(toGridView)
}

/** The grid that is meant when nobody names one: the embedded one. */
export async function defaultGrid(): Promise<Grid> {
  const embedded = await db().grid.findFirst({ where: { kind: 'embedded' } })
  return embedded ?? ensureEmbeddedGrid()
}

/** Owners manage grids, and the installation's own API token may. */
function requireGridManager(actor: Actor): void {
  if (actor.kind === 'token' && actor.userId === null) return
  requireRole(actor, 'owner')
}

/** Base URL without what a base URL cannot have. */
function baseUrlOf(text: string): string {
  const url = new URL(text)
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/**
 * Connects a grid by its explorer's URL. One that does not answer is kept and asked again; an address that must not be
 * called is not.
 *
 * @throws DomainError `ACCESS_DENIED`, `ALREADY_EXISTS`, `TARGET_REFUSED`
 */
export async function createGrid(
  actor: Actor,
  input: z.output<typeof createGridSchema>,
): Promise<GridView> {
  requireGridManager(actor)
  await refuseBadTarget(input.name, input.url)
  const url = baseUrlOf(input.url)
  const grid = await db().$transaction(async (tx) => {
    await refuseTwin(tx, input.name, url)
    const created = await tx.grid.create({ data: { name: input.name, url, kind: 'explorer' } })
    await recordEvent(tx, {
      kind: 'grid',
      subjectId: created.id,
      gridId: created.id,
      toState: 'unknown',
      message: `Grid “${input.name}” added.`,
      ...by(actor),
    })
    return created
  })
  return checkGrid(grid.id)
}

/** Only what may never be called stops here; a name that does not resolve today may tomorrow. */
async function refuseBadTarget(name: string, url: string): Promise<void> {
  try {
    await resolveTarget(`The grid “${name}”`, url)
  } catch (error) {
    if (isDomainError(error, 'TARGET_REFUSED')) throw error
  }
}

async function refuseTwin(tx: Transaction, name: string, url: string): Promise<void> {
  const twin = await tx.grid.findFirst({ where: { OR: [{ name }, { url }] } })
  if (!twin) return
  const what = twin.name === name ? `the name “${name}”` : 'this address'
  throw new DomainError(
    'ALREADY_EXISTS',
    `A grid with ${what} is already there: “${twin.name}”, ${twin.url}.`,
  )
}

/**
 * Forgets a grid and what was known of its nodes. Ended reservations on it go too; their events stay.
 * @throws DomainError `ACCESS_DENIED`, `NOT_FOUND`, `GRID_IN_USE`
 */
export async function deleteGrid(actor: Actor, id: string): Promise<void> {
  requireGridManager(actor)
  const grid = await gridRow(id)
  if (grid.kind === 'embedded')
    throw new DomainError('GRID_IN_USE', 'The embedded grid is part of this cockpit and stays.')
  await db().$transaction(async (tx) => {
    await refuseInUse(tx, grid)
    await tx.step.deleteMany({ where: { reservation: { gridId: id } } })
    await tx.reservation.deleteMany({ where: { gridId: id } })
    await tx.grid.delete({ where: { id } })
    await recordEvent(tx, {
      kind: 'grid',
      subjectId: id,
      fromState: grid.state,
      message: `Grid “${grid.name}” removed.`,
      ...by(actor),
    })
  })
}

async function refuseInUse(tx: Transaction, grid: Grid): Promise<void> {
  const [networks, live] = await Promise.all([
    tx.network.count({ where: { gridId: grid.id } }),
    tx.reservation.count({ where: { gridId: grid.id, state: { in: LIVE_STATES } } }),
  ])
  if (networks === 0 && live === 0) return
  throw new DomainError(
    'GRID_IN_USE',
    `The grid “${grid.name}” still has ${networks} ${networks === 1 ? 'network' : 'networks'} and ${live} live ${live === 1 ? 'reservation' : 'reservations'}. Delete those first.`,
    { networks, live },
  )
}
