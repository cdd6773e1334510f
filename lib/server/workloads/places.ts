import { parseJsonLossless } from '@/lib/protocol/go-json'
import type { NetworkPlace, VolumePlace } from '@/lib/protocol/workload-problem'
import { shortKey } from '@/lib/network/labels'
import type { WorkloadPlaces } from '@/lib/schemas/workloads'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { addressesIn } from '@/lib/server/clusters/machine-body'
import { otherWorkloads } from '@/lib/server/clusters/surroundings'
import { db, type Transaction } from '@/lib/server/db/client'
import type { Reservation } from '@/lib/server/db/generated/client'
import { deployedResource, isStanding, newestPerNode } from '@/lib/server/networks/live'
import { loadNetwork, loadNetworks, type NetworkRow } from '@/lib/server/networks/row'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { nodeRecords } from '@/lib/server/reservations/view'

const RUNNING = ['deployed', 'expiring']

/** A network on one node, with the reservation that puts it there. */
export interface PlaceOnNode extends NetworkPlace {
  /** null: nothing of it stands there */
  reservation: { id: string; identityId: string } | null
}

type OwnReservation = NetworkRow['reservations'][number]

function standingOn(row: NetworkRow, nodeId: string): OwnReservation | null {
  return newestPerNode(row.reservations.filter(isStanding)).get(nodeId) ?? null
}

/** Drifted: the explorer shows something else than we signed, so nothing is built on it. */
function stateOf(reservation: OwnReservation | null): NetworkPlace['state'] {
  if (!reservation || reservation.state === 'drifted') return 'absent'
  return RUNNING.includes(reservation.state) ? 'deployed' : 'coming'
}

/** Addresses of VMs and containers that a network has on a node. */
export async function takenAddresses(
  tx: Pick<Transaction, 'reservation'>,
  networkId: string,
  nodeId: string,
): Promise<string[]> {
  const workloads = await otherWorkloads(tx, networkId, null)
  return workloads.filter((one) => one.nodeId === nodeId).flatMap(addressesIn)
}

/** The network as a container on that node meets it; null when there is no such network. */
export async function networkPlace(networkId: string, nodeId: string): Promise<PlaceOnNode | null> {
  const known = await db().network.findUnique({ where: { id: networkId }, select: { id: true } })
  if (!known) return null
  const row = await loadNetwork(networkId)
  const reservation = standingOn(row, nodeId)
  return {
    name: row.name,
    state: stateOf(reservation),
    subnet: reservation && (deployedResource(reservation)?.subnet ?? null),
    taken: await takenAddresses(db(), networkId, nodeId),
    endsAt: reservation?.endsAt.getTime() ?? null,
    reservation,
  }
}

type VolumeRow = Pick<Reservation, 'id' | 'gridId' | 'nodeId' | 'workloadName' | 'endsAt'> & {
  resultData: string | null
}

/** The id a volume's node gave it; null when its result holds none. */
function volumeIdOf({ resultData }: VolumeRow): string | null {
  if (resultData === null) return null
  const data = parseJsonLossless(resultData)
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return null
  const id = data['volume_id']
  return typeof id === 'string' && id !== '' && id.length <= 200 ? id : null
}

async function runningVolumes(where: {
  gridId?: string
  nodeId?: string
  identityId?: string
}): Promise<(VolumeRow & { volumeId: string })[]> {
  const rows = await db().reservation.findMany({
    where: { ...where, type: 'volume', state: { in: RUNNING } },
    orderBy: { createdAt: 'desc' },
  })
  return rows.flatMap((row) => {
    const volumeId = volumeIdOf(row)
    return volumeId === null ? [] : [{ ...row, volumeId }]
  })
}

/** Volumes on a node that this identity may mount: a node gives a volume to nobody else. */
export async function volumePlaces(
  gridId: string,
  nodeId: string,
  identityId: string,
): Promise<VolumePlace[]> {
  const rows = await runningVolumes({ gridId, nodeId, identityId })
  return rows.map((row) => ({
    reservationId: row.id,
    name: row.workloadName,
    volumeId: row.volumeId,
    endsAt: row.endsAt.getTime(),
  }))
}

/** What a form can offer: every network with the nodes it is on, and every volume that runs. */
export async function workloadPlaces(actor: Actor): Promise<WorkloadPlaces> {
  requireRole(actor, 'designer')
  const [networks, volumes] = await Promise.all([loadNetworks(), runningVolumes({})])
  const standing = networks.map((row) => [
    ...newestPerNode(row.reservations.filter(isStanding)).values(),
  ])
  const records = await nodeRecords(standing.flat())
  return {
    networks: networks.map((row, index) => ({
      id: row.id,
      name: row.name,
      gridId: row.gridId,
      nodes: (standing[index] ?? []).flatMap((one) => onNode(one, records)),
    })),
    volumes: volumes.map(({ id, gridId, nodeId, workloadName, volumeId }) => ({
      ...{ reservationId: id, gridId, nodeId },
      ...{ name: workloadName, volumeId },
    })),
  }
}

function onNode(
  reservation: OwnReservation,
  records: Awaited<ReturnType<typeof nodeRecords>>,
): WorkloadPlaces['networks'][number]['nodes'] {
  const { gridId, nodeId } = reservation
  const state = stateOf(reservation)
  const subnet = deployedResource(reservation)?.subnet
  if (state === 'absent' || !subnet) return []
  const node = records.get(`${gridId}/${nodeId}`)
  const label = node ? nodeLabel(node) : shortKey(nodeId)
  return [{ nodeId, label, simulated: node?.engine === 'simulated', state, subnet }]
}
