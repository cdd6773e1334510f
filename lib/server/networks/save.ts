import { DomainError } from '@/lib/errors/domain-error'
import type { NetworkDesign } from '@/lib/network/model'
import { saveNetworkSchema, type SaveNetworkInput } from '@/lib/schemas/requests'
import type { NetworkView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { refreshNetworkFiles } from '@/lib/server/files/device-files'
import { chosenIdentity } from './create'
import { missingKeys, writeKeys } from './keys'
import { isStanding } from './live'
import { requireFreeName } from './names'
import { loadNetwork, type NetworkRow } from './row'
import { toNetworkView } from './view'

/**
 * Replaces the design. Keys of what is new are made at once.
 *
 * @throws DomainError `DESIGN_STALE` when it was changed since `revision`; nothing is overwritten then
 */
export async function saveNetwork(
  actor: Actor,
  id: string,
  input: SaveNetworkInput,
): Promise<NetworkView> {
  requireRole(actor, 'designer')
  const { revision, design, positions, identityId } = saveNetworkSchema.parse(input)
  const row = await loadNetwork(id)
  const wanted = identityId === undefined ? row.identityId : identityId
  if (wanted && wanted !== row.identityId) await chosenIdentity(actor, wanted)
  requireSteady(row, design, wanted)
  const known = new Map(row.keys.map((key) => [key.holder, key]))
  const keys = await missingKeys(id, design, known)
  await db().$transaction(async (tx) => {
    const { count } = await tx.network.updateMany({
      where: { id, revision },
      data: {
        name: design.name,
        design: JSON.stringify(design),
        identityId: wanted,
        revision: { increment: 1 },
        ...(positions ? { positions: JSON.stringify(positions) } : {}),
      },
    })
    if (count === 0) throw stale(revision)
    await requireFreeName(tx, {
      gridId: row.gridId,
      identityId: wanted,
      name: design.name,
      networkId: id,
    })
    await writeKeys(tx, id, keys)
    // Saving is quiet; only what changes the network's face to others is told.
    if (design.name !== row.name)
      await recordEvent(tx, {
        kind: 'network',
        subjectId: id,
        networkId: id,
        gridId: row.gridId,
        message: `Network ${row.name} is called ${design.name} now.`,
        ...by(actor),
      })
  })
  await refreshNetworkFiles(id, actor.userId)
  notify('events')
  return toNetworkView(await loadNetwork(id))
}

function stale(revision: number): DomainError {
  return new DomainError(
    'DESIGN_STALE',
    'Somebody else changed this network meanwhile. Load it again and repeat your last change; nothing was overwritten.',
    { revision },
  )
}

/** On the nodes a network is known by its user and name: neither can change while something of it stands. */
function requireSteady(row: NetworkRow, design: NetworkDesign, identityId: string | null): void {
  if (!row.reservations.some(isStanding)) return
  if (design.name !== row.name)
    throw new DomainError(
      'NAME_INVALID',
      `The nodes know this network as ${row.name}; it keeps that name while it is deployed. Delete it first to rename it.`,
    )
  if (identityId !== row.identityId)
    throw new DomainError(
      'PLAN_BLOCKED',
      'This network is reserved with its identity and keeps it while it is deployed. Delete it first to use another one.',
    )
}
