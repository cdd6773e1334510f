import { toBase64 } from '@/lib/crypto/encoding'
import { identityFromSeed, type Identity } from '@/lib/crypto/identity'
import {
  encodeReservation,
  reservationEnd,
  signReservation,
  signResult,
} from '@/lib/protocol/reservation'
import { formatTimestamp } from '@/lib/protocol/timestamp'
import type { Reservation } from '@/lib/protocol/types'
import { volumeData } from '@/lib/protocol/workloads'
import type { World } from '@/lib/server/jobs/testing/world'
import { openIdentity } from '@/lib/server/identities/store'

/** The world's identity with its seed, as another tool has it. */
export async function seedOf(world: World): Promise<Identity> {
  return openIdentity(
    await world.db.identity.findUniqueOrThrow({ where: { id: world.identityId } }),
  )
}

/** Somebody's key pair; the same number gives the same one. */
export function stranger(number = 1): Identity {
  return identityFromSeed(new Uint8Array(32).fill(number))
}

/** A volume as another tool signs it; `size` makes bodies differ. */
export function volume(
  user: Identity,
  nodeId: string,
  size: number,
  change: Partial<Reservation> = {},
) {
  return signReservation(
    {
      id: '',
      nodeId,
      userId: user.id,
      type: 'volume',
      data: volumeData({ size, type: 'SSD' }),
      created: formatTimestamp(Date.now() - 1_000),
      duration: 7_200_000_000_000n,
      signature: new Uint8Array(),
      toDelete: false,
      ...change,
    },
    user,
  )
}

interface Stored {
  number: number
  reservation: Reservation
  /** the node that answers ok; none: no answer yet */
  node?: Identity
  deleted?: boolean
}

/** Puts reservations straight into the explorer's store. */
export async function store(world: World, all: readonly Stored[]): Promise<void> {
  await world.db.explorerReservation.createMany({
    data: all.map(({ number, reservation, node, deleted = false }) => ({
      number,
      nodeId: reservation.nodeId,
      userId: reservation.userId,
      type: reservation.type,
      raw: rawOf(reservation),
      toDelete: reservation.toDelete,
      deleted,
      expiresAt: BigInt(reservationEnd(reservation)),
      result: node ? okResult(node, number) : null,
    })),
  })
}

/** As the explorer keeps it: without id and to_delete. */
function rawOf(reservation: Reservation): string {
  const body = encodeReservation({ ...reservation, id: '', toDelete: false })
  return `{${body.slice('{"id":"",'.length, -',"to_delete":false}\n'.length)}}`
}

function okResult(node: Identity, number: number): string {
  const result = signResult(
    {
      type: 'volume',
      id: `${number}-1`,
      created: formatTimestamp(Date.now()),
      state: 'ok',
      error: '',
      data: `{"volume_id":"${number}-1"}`,
    },
    node,
  )
  const { signature, data, ...rest } = result
  return `${JSON.stringify(rest).slice(0, -1)},"data":${data},"signature":"${toBase64(signature)}"}`
}
