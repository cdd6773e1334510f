import type { Identity } from '@/lib/crypto/identity'
import { DomainError } from '@/lib/errors/domain-error'
import { scanElements } from '@/lib/protocol/json-scanner'
import { parseReservation, parseResult } from '@/lib/protocol/reservation'
import type {
  Reservation,
  WireExplorerInfo,
  WireInterface,
  WireNode,
  WireNodeStatus,
  WireResourceAmount,
} from '@/lib/protocol/types'
import { ENROLMENT_HEADER, signedWriteHeaders } from '@/lib/protocol/write-auth'
import { sendRequest, type HttpAnswer } from './http'

const TIMEOUT_MS = 10_000
/** The explorer holds a poll for 20 s. */
const POLL_TIMEOUT_MS = 35_000

/** What a node registers itself as; the explorer keeps the rest. */
export interface NodeRegistration {
  node_id: string
  farm_id: number
  os_version: string
  location: WireNodeStatus['location']
  public_key_hex: string
}

/** A status report; uptime (seconds) and ports travel with it, so that one request says everything. */
export type NodeReport = WireNodeStatus & { uptime: number; wg_ports: readonly number[] }

/** Body of `configure_public`; empty texts for a family the node does not have. */
export interface PublicConfigBody {
  master: string
  type: 'macvlan' | 'vlan'
  vlan: number
  ipv4: string
  ipv6: string
  gw4: string
  gw6: string
  version: number
}

export interface ExplorerClientOptions {
  /** with or without a slash at the end */
  baseUrl: string
  identity: Identity
  /** id of the explorer for signed writes; null: it takes unsigned ones only */
  explorerId: () => string | null
  /** aborts every request */
  signal: AbortSignal
  now: () => number
}

/** A node's side of the explorer protocol. Writes are signed by the node, each time anew. */
export type ExplorerClient = ReturnType<typeof createExplorerClient>

/** Makes the client of one node. Every request ends by a time limit or by the signal. */
export function createExplorerClient(options: ExplorerClientOptions) {
  const { identity } = options
  const node = `/nodes/${identity.id}`

  async function write(
    method: string,
    path: string,
    body: unknown,
    extra: Record<string, string> = {},
  ) {
    const text =
      typeof body === 'string' ? body : body === undefined ? '' : `${JSON.stringify(body)}\n`
    const answer = await sendRequest({
      baseUrl: options.baseUrl,
      method,
      path,
      body: text,
      headers: { ...signature(method, path, text), ...extra },
      timeoutMs: TIMEOUT_MS,
      signal: options.signal,
    })
    return accepted(answer, method, path)
  }

  function signature(method: string, path: string, body: string): Record<string, string> {
    const explorerId = options.explorerId()
    if (explorerId === null) return {}
    return signedWriteHeaders(identity, { explorerId, method, path, time: options.now(), body })
  }

  function read(path: string, signal = options.signal, timeoutMs = TIMEOUT_MS) {
    return sendRequest({
      baseUrl: options.baseUrl,
      method: 'GET',
      path,
      headers: {},
      timeoutMs,
      signal,
    })
  }

  return {
    /** What the explorer has of this node; null when it does not know it. */
    getNode: async () => {
      const answer = await read(node)
      if (answer.status === 404) return null
      return parseJson(accepted(answer, 'GET', node).body) as Partial<WireNode>
    },
    register: (registration: NodeRegistration, enrolment: string | null) =>
      write('POST', '/nodes', registration, enrolment ? { [ENROLMENT_HEADER]: enrolment } : {}),
    setInterfaces: (interfaces: readonly WireInterface[]) =>
      write('POST', `${node}/interfaces`, interfaces),
    setPublicConfig: (config: PublicConfigBody) =>
      write('POST', `${node}/configure_public`, config),
    setCapacity: (capacity: WireResourceAmount) =>
      write('POST', `${node}/capacity`, { capacity, ...NO_PROOF }),
    setPorts: (ports: readonly number[]) => write('POST', `${node}/ports`, { ports }),
    setUptime: (seconds: number) => write('POST', `${node}/uptime`, { uptime: seconds }),
    sendStatus: (status: NodeReport) => write('POST', `${node}/status`, status),
    /** Reservations of this node from a number on; 0: all, at once. Waits up to 20 s otherwise. */
    poll: async (from: number, signal: AbortSignal): Promise<Reservation[]> => {
      const path = `/reservations/${identity.id}/poll?from=${from}`
      const answer = accepted(await read(path, signal, POLL_TIMEOUT_MS), 'GET', path)
      return parseList(answer.body)
    },
    /** What the explorer has of one reservation; null when it knows none of that id. */
    getReservation: async (id: string) => {
      const path = `/reservations/${id}`
      const answer = await read(path)
      return answer.status === 404 ? null : parseDetail(accepted(answer, 'GET', path).body)
    },
    putResult: (id: string, body: string) => write('PUT', `/reservations/${id}`, body),
    putDeleted: (id: string) => write('PUT', `/reservations/${id}/deleted`, undefined),
  }
}

/** `GET /info`; null when the explorer is one of the original kind. */
export async function fetchExplorerInfo(
  baseUrl: string,
  signal: AbortSignal,
): Promise<WireExplorerInfo | null> {
  const answer = await sendRequest({
    baseUrl,
    method: 'GET',
    path: '/info',
    headers: {},
    timeoutMs: TIMEOUT_MS,
    signal,
  })
  if (answer.status === 404) return null
  const info = parseJson(accepted(answer, 'GET', '/info').body) as Partial<WireExplorerInfo> | null
  if (typeof info?.id !== 'string') throw badAnswer('GET', '/info')
  return { id: info.id, version: String(info.version), additions: info.additions ?? [] }
}

// A simulated machine has no hardware to prove: the tables are there and empty.
const NO_PROOF = {
  dmi: { tooling: { aggregator: '', decoder: '' }, sections: [] },
  disks: { tool: '', environment: '', aggregator: '', devices: [] },
}

/** Refuses an answer that is not 2xx; its text goes into the details. */
export function accepted(answer: HttpAnswer, method: string, path: string): HttpAnswer {
  if (answer.status >= 200 && answer.status < 300) return answer
  const text = answer.body
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300)
  throw new DomainError(
    'GRID_REJECTED',
    `The explorer refused ${method} ${path} with ${answer.status}: ${text || 'no reason given'}`,
    { status: answer.status },
  )
}

/** JSON of an answer. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DomainError(
      'GRID_BAD_ANSWER',
      'The explorer answered text that is not JSON.',
      {},
      { cause },
    )
  }
}

function parseList(text: string): Reservation[] {
  if (text.trim() === 'null') return []
  const elements = scanElements(text)
  if (!elements) throw badAnswer('GET', '/reservations/…/poll')
  return elements.flatMap(readOne)
}

/** One that cannot be read must not keep the node from the others. */
function readOne(text: string): Reservation[] {
  try {
    return [parseReservation(text)]
  } catch {
    return []
  }
}

function parseDetail(body: string) {
  const { result, deleted } = parseJson(body) as { result?: unknown; deleted?: unknown }
  return {
    reservation: parseReservation(body),
    result: result ? parseResult(JSON.stringify(result)) : null,
    isDeleted: deleted === true,
  }
}

function badAnswer(method: string, path: string): DomainError {
  return new DomainError(
    'GRID_BAD_ANSWER',
    `The explorer's answer to ${method} ${path} has another form.`,
  )
}
