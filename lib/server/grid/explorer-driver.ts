import type { Identity } from '@/lib/crypto/identity'
import { badAnswer } from '@/lib/server/outgoing/failures'
import type { OutgoingAnswer } from '@/lib/server/outgoing/request'
import { TIMEOUT_MS } from '@/lib/server/outgoing/request'
import { fetchCapabilities } from './capabilities'
import type {
  CallOptions,
  DeleteOutcome,
  GridCapabilities,
  GridDriver,
  GridReservation,
  ListedReservation,
  SubmitOutcome,
} from './driver'
import type { ExplorerAddress } from './explorer-client'
import { callExplorer, callSigned, subjectOf } from './explorer-client'
import { wireFarmSchema, wireNodeSchema, wireNodeStatusSchema } from './node-schema'
import { readList, readRecord } from './record-list'
import { refusalOf } from './refusal'
import { readReservation, readReservationList } from './reservation-reader'
import {
  failureOf,
  numberless,
  numberOfLocation,
  otherExplorer,
  refusedWrite,
} from './write-outcome'

// The original answers an empty long poll after 20 s.
const LONG_POLL_TIMEOUT_MS = 30_000
// Asking what the explorer wants and the write itself share the ten seconds of one request.
const INFO_TIMEOUT_MS = 5_000
/** Largest uint64: as `from` it leaves only what is still to be removed. */
const LARGEST_ID = '18446744073709551615'

/** What the driver of a grid needs to know. */
export interface ExplorerDriverOptions extends ExplorerAddress {
  /** explorer id the grid was added with; an explorer with another one gets no signed write */
  pinnedExplorerId?: string | null
  /** kept answers of capabilities(), so that a write does not ask each time */
  knownCapabilities?: (load: () => Promise<GridCapabilities>) => Promise<GridCapabilities>
  /** called when a write was refused: what was known may be out of date */
  forgetCapabilities?: () => void
}

/** Speaks to an explorer as docs/protocol.md describes it. */
export function explorerDriver(options: ExplorerDriverOptions): GridDriver {
  return new ExplorerDriver(options)
}

class ExplorerDriver implements GridDriver {
  private readonly who: string

  constructor(private readonly explorer: ExplorerDriverOptions) {
    this.who = subjectOf(explorer)
  }

  capabilities(options?: CallOptions) {
    return fetchCapabilities(this.explorer, options)
  }

  async listFarms(options?: CallOptions) {
    const text = await this.readOk('/farms', options)
    return readList(this.who, 'farms', text, wireFarmSchema, (farm) => farm.id)
  }

  async listNodes(options?: CallOptions) {
    const text = await this.readOk('/nodes', options)
    return readList(this.who, 'nodes', text, wireNodeSchema, (node) => node.node_id)
  }

  async getNode(nodeId: string, options?: CallOptions) {
    const text = await this.read(`/nodes/${encodeURIComponent(nodeId)}`, options)
    if (text === null) return null
    const record = readRecord(text.trim(), wireNodeSchema)
    if (record?.value.node_id !== nodeId)
      throw badAnswer(this.who, 'answered something else than the node it was asked for.')
    return record
  }

  async getNodeStatus(nodeId: string, options?: CallOptions) {
    const text = await this.read(`/nodes/${encodeURIComponent(nodeId)}/status`, options)
    if (text === null || text.trim() === 'null') return null
    const record = readRecord(text.trim(), wireNodeStatusSchema)
    if (!record) throw badAnswer(this.who, 'answered a node status that cannot be read.')
    return record
  }

  async submit(
    nodeId: string,
    body: string,
    identity: Identity,
    options?: CallOptions,
  ): Promise<SubmitOutcome> {
    const path = `/reservations/${encodeURIComponent(nodeId)}`
    const answer = await this.write('POST', path, identity, body, options)
    if ('outcome' in answer) return answer
    if (!isSuccess(answer)) return this.refused(answer)
    const number = numberOfLocation(answer.headers.location)
    return number === null ? numberless(this.who) : { outcome: 'created', number }
  }

  async requestDelete(
    number: string,
    identity: Identity,
    options?: CallOptions,
  ): Promise<DeleteOutcome> {
    const path = `/reservations/${encodeURIComponent(number)}-1`
    const answer = await this.write('DELETE', path, identity, undefined, options)
    if ('outcome' in answer) return answer
    if (answer.status === 404) return { outcome: 'missing' }
    return isSuccess(answer) ? { outcome: 'accepted' } : this.refused(answer)
  }

  async getReservation(number: string, options?: CallOptions): Promise<GridReservation | null> {
    const text = await this.read(`/reservations/${encodeURIComponent(number)}-1`, options)
    return text === null ? null : readReservation(this.who, text)
  }

  async pollNode(nodeId: string, options?: CallOptions): Promise<readonly ListedReservation[]> {
    return this.poll(nodeId, '0', options)
  }

  async pendingRemovals(nodeId: string, options?: CallOptions) {
    const listed = await this.poll(nodeId, LARGEST_ID, options, LONG_POLL_TIMEOUT_MS)
    return listed.filter((entry) => entry.reservation?.toDelete ?? true)
  }

  private async poll(nodeId: string, from: string, options?: CallOptions, timeoutMs?: number) {
    const path = `/reservations/${encodeURIComponent(nodeId)}/poll?from=${from}`
    return readReservationList(this.who, await this.readOk(path, options, timeoutMs))
  }

  /** Text of a 200 answer; null for 404. */
  private async read(path: string, options?: CallOptions, timeoutMs?: number) {
    const call = { method: 'GET' as const, path, ...options, ...(timeoutMs ? { timeoutMs } : {}) }
    const answer = await callExplorer(this.explorer, call)
    if (answer.status === 404) return null
    if (answer.status !== 200) throw refusalOf(this.who, answer)
    return answer.text
  }

  /** Text of a 200 answer; anything else is an error. */
  private async readOk(path: string, options?: CallOptions, timeoutMs?: number) {
    const call = { method: 'GET' as const, path, ...options, ...(timeoutMs ? { timeoutMs } : {}) }
    const answer = await callExplorer(this.explorer, call)
    if (answer.status !== 200) throw refusalOf(this.who, answer)
    return answer.text
  }

  private refused(answer: OutgoingAnswer) {
    this.explorer.forgetCapabilities?.()
    return refusedWrite(this.who, answer)
  }

  /** Sends a write and answers the explorer's answer, or what its failure means. */
  private async write(
    method: 'POST' | 'DELETE',
    path: string,
    identity: Identity,
    body?: string,
    options?: CallOptions,
  ) {
    const started = Date.now()
    const explorerId = await this.signatureTarget().catch(notSent)
    if (typeof explorerId === 'object' && explorerId !== null) return explorerId
    const timeoutMs = TIMEOUT_MS - (Date.now() - started)
    const call = { method, path, ...(body === undefined ? {} : { body }), ...options, timeoutMs }
    return callSigned(this.explorer, call, identity, explorerId).catch(failureOf)
  }

  /** Explorer id to sign for; null when the explorer wants no signature. */
  private async signatureTarget(): Promise<string | null> {
    // Shared by concurrent writes, so one caller's signal must not end it.
    const load = () => fetchCapabilities(this.explorer, { timeoutMs: INFO_TIMEOUT_MS })
    const { signedWrites, explorerId } = await (this.explorer.knownCapabilities?.(load) ?? load())
    const pinned = this.explorer.pinnedExplorerId
    if (pinned && pinned !== explorerId) throw otherExplorer(this.who)
    return signedWrites ? explorerId : null
  }
}

function isSuccess(answer: OutgoingAnswer): boolean {
  return answer.status >= 200 && answer.status <= 299
}

/** A failure before the write itself: whatever it was, the write did not leave. */
function notSent(error: unknown) {
  return { ...failureOf(error), outcome: 'not-sent' as const }
}
