import type { Identity } from '@/lib/crypto/identity'
import type { DomainError } from '@/lib/errors/domain-error'
import type { GridResult } from '@/lib/protocol/reservation'
import type { Reservation, WireFarm, WireNode, WireNodeStatus } from '@/lib/protocol/types'

/** What a grid can do; pages and use cases ask this, never the driver's name. */
export interface GridCapabilities {
  /** id from `GET /info`; null when the explorer has no such page */
  explorerId: string | null
  version: string | null
  additions: readonly string[]
  /** reservations can be posted and deleted */
  canWrite: boolean
  /** every write must carry the signature headers */
  signedWrites: boolean
  /** `GET /reservations/{id}` says whether the node has removed it */
  reportsDeleted: boolean
  /** `GET /nodes/{id}/status` exists */
  nodeStatus: boolean
}

/** A record as it came, and what was read from it. */
export interface GridRecord<T> {
  /** JSON text as received */
  raw: string
  value: T
}

/** A list from an explorer; records nobody can use are left out and explained in `notes`. */
export interface GridList<T> {
  records: readonly GridRecord<T>[]
  /** one sentence per kind of skipped record */
  notes: readonly string[]
}

/** One entry of a node's list. */
export interface ListedReservation {
  /** N of the explorer's `N-1`, decimal digits; empty when the entry has no readable id */
  number: string
  /** base64 as received; empty when absent */
  signature: string
  /** JSON text as received */
  raw: string
  /** null when the entry is not a reservation anybody can read */
  reservation: Reservation | null
}

/** A reservation read under its id. An id is a hint: compare `signature` with yours before believing it. */
export interface GridReservation extends ListedReservation {
  reservation: Reservation
  /** null until the node has answered; whose signature it is stays to be checked, its texts are hostile */
  result: GridResult | null
  /** whether its node has removed it; null: this explorer does not say */
  deleted: boolean | null
}

/**
 * Why a write did not succeed, by what may have happened on the explorer.
 * - `rejected`: a definite refusal, nothing was stored, repeating does not help
 * - `not-sent`: nothing left this machine, or the explorer asked to come back later; repeating is safe
 * - `unknown`: the explorer may have stored it; look before repeating
 */
export interface WriteFailure {
  outcome: 'rejected' | 'not-sent' | 'unknown'
  /** `GRID_REJECTED`, `GRID_UNREACHABLE`, `GRID_BAD_ANSWER` or `TARGET_REFUSED`, with the sentence to show */
  error: DomainError
}

/** Outcome of posting a reservation; `number` is N of the explorer's `N-1`, decimal digits. */
export type SubmitOutcome = { outcome: 'created'; number: string } | WriteFailure

/** Outcome of asking for a deletion. `missing`: the explorer has no reservation of that number. */
export type DeleteOutcome = { outcome: 'accepted' } | { outcome: 'missing' } | WriteFailure

/** Options of every call. */
export interface CallOptions {
  signal?: AbortSignal | undefined
}

/**
 * A grid as the rest of the server sees it. Reads throw `GRID_UNREACHABLE`, `GRID_BAD_ANSWER`, `GRID_REJECTED` or
 * `TARGET_REFUSED`; writes answer an outcome instead, because what to do next depends on it.
 */
export interface GridDriver {
  capabilities(options?: CallOptions): Promise<GridCapabilities>
  listFarms(options?: CallOptions): Promise<GridList<WireFarm>>
  listNodes(options?: CallOptions): Promise<GridList<WireNode>>
  /** null when the explorer does not know the node */
  getNode(nodeId: string, options?: CallOptions): Promise<GridRecord<WireNode> | null>
  /** null when the explorer has no such addition or the node has not reported yet */
  getNodeStatus(nodeId: string, options?: CallOptions): Promise<GridRecord<WireNodeStatus> | null>
  /**
   * Posts one signed reservation.
   * @param body exact body, ending in a line break
   * @param identity the reservation's user; signs the request anew on each call where the grid wants that
   */
  submit(
    nodeId: string,
    body: string,
    identity: Identity,
    options?: CallOptions,
  ): Promise<SubmitOutcome>
  /** null when the explorer has no reservation of that number */
  getReservation(number: string, options?: CallOptions): Promise<GridReservation | null>
  /** Every reservation of a node, at once (from=0). */
  pollNode(nodeId: string, options?: CallOptions): Promise<readonly ListedReservation[]>
  /** Asks the node to remove a reservation. Check the signature read under the number first. */
  requestDelete(number: string, identity: Identity, options?: CallOptions): Promise<DeleteOutcome>
  /**
   * Reservations of a node whose removal is still to be done; for explorers without `reportsDeleted`. May take 20 s: the
   * original explorer answers an empty list only after its long poll.
   */
  pendingRemovals(nodeId: string, options?: CallOptions): Promise<readonly ListedReservation[]>
}
