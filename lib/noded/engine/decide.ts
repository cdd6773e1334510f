import { isDomainError } from '@/lib/errors/domain-error'
import { encodeGoJson } from '@/lib/protocol/go-json'
import { reservationEnd, verifyReservation } from '@/lib/protocol/reservation'
import { parseTimestamp, ZERO_TIME } from '@/lib/protocol/timestamp'
import { WORKLOAD_TYPES, type Reservation, type WorkloadType } from '@/lib/protocol/types'
import { readClientMark } from '@/lib/protocol/workloads'
import { checkCapacity, NOTHING } from './capacity'
import { checkKubernetes } from './check-kubernetes'
import { checkNetwork } from './check-network'
import { checkContainer, checkDebug, checkVolume, checkZdb } from './check-others'
import { readFields, type Fields } from './fields'
import { quoted, refusal } from './refusal'
import type { Accepted, CheckContext, Decision, Machine, Workload } from './types'

const CHECKS = {
  network: checkNetwork,
  kubernetes: checkKubernetes,
  container: checkContainer,
  volume: checkVolume,
  zdb: checkZdb,
  debug: checkDebug,
} satisfies Record<WorkloadType, (fields: Fields, context: CheckContext) => Accepted>

export interface DecideInput {
  machine: Machine
  live: readonly Workload[]
  /** `client.step` of everything that was removed here */
  removedSteps: ReadonlySet<string>
  /** unix milliseconds */
  now: number
}

/** Decides what becomes of a reservation, from what was read on the wire and from nothing else. */
export function decide(reservation: Reservation, input: DecideInput): Decision {
  const endsAt = endOf(reservation)
  if (endsAt === null || endsAt <= input.now || reservation.toDelete) return { kind: 'discard' }
  try {
    checkSignature(reservation, input.machine)
    return run(reservation, input, endsAt)
  } catch (error) {
    if (!isDomainError(error)) throw error
    return { kind: 'refuse', error: error.message, endsAt }
  }
}

/**
 * When a reservation must be gone, unix milliseconds: its own end or the client's `not_after`, whichever comes first. Null: it was
 * never to run.
 */
export function endOf(reservation: Reservation): number | null {
  if (reservation.duration <= 0n) return null
  if (parseTimestamp(reservation.created).seconds === parseTimestamp(ZERO_TIME).seconds) return null
  const notAfter = markOf(reservation)?.not_after
  const end = reservationEnd(reservation)
  return notAfter === undefined ? end : Math.min(end, notAfter * 1000)
}

function markOf({ data }: Reservation) {
  try {
    return readClientMark(data)
  } catch {
    return null
  }
}

function checkSignature(reservation: Reservation, machine: Machine) {
  if (!isSigned(reservation))
    throw refusal(
      `The signature is not one of user ${quoted(reservation.userId)} over this reservation.`,
    )
  if (reservation.nodeId !== machine.identity.id)
    throw refusal(`The reservation is for node ${quoted(reservation.nodeId)}, not for this one.`)
}

function isSigned(reservation: Reservation): boolean {
  try {
    return verifyReservation(reservation)
  } catch {
    return false
  }
}

function run(reservation: Reservation, input: DecideInput, endsAt: number): Decision {
  const { machine, live, removedSteps } = input
  const step = markOf(reservation)?.step ?? null
  if (step !== null && removedSteps.has(step))
    throw refusal(`Step ${quoted(step)} was already removed from this node and does not run again.`)
  const type = WORKLOAD_TYPES.find((known) => known === reservation.type)
  if (!type) throw refusal(`The workload type ${quoted(reservation.type)} is not known.`)
  const { id, userId } = reservation
  const others = live.filter((workload) => workload.id !== id)
  const context = { machine, live: others, userId, id }
  const accepted: Accepted = CHECKS[type](readFields(reservation.data), context)
  const uses = accepted.uses ?? NOTHING
  checkCapacity(machine, others, uses)
  const workload: Workload = {
    id,
    number: Number.parseInt(id, 10),
    userId,
    type,
    endsAt,
    uses,
    network: accepted.network ?? null,
    attachment: accepted.attachment ?? null,
    mounts: accepted.mounts ?? [],
  }
  const resultData = accepted.result === undefined ? 'null' : encodeGoJson(accepted.result)
  return { kind: 'run', workload, step, resultData }
}
