import type { Identity } from '@/lib/crypto/identity'
import { signedWriteHeaders } from '@/lib/protocol/write-auth'
import type { OutgoingAnswer, OutgoingRequest } from '@/lib/server/outgoing/request'
import { sendRequest } from '@/lib/server/outgoing/request'
import type { CallOptions } from './driver'

/** Where an explorer is. */
export interface ExplorerAddress {
  /** the grid's name */
  name: string
  /** with or without a trailing slash, with or without a path */
  baseUrl: string
  /** our own explorer: the only one that may be reached on our own listener */
  isEmbedded: boolean
}

/** One HTTP call. */
export interface ExplorerCall extends CallOptions {
  method: OutgoingRequest['method']
  /** path below the base URL, with query, beginning with a slash */
  path: string
  body?: string
  timeoutMs?: number
}

/** The subject of every sentence about a grid. */
export function subjectOf({ name, baseUrl }: ExplorerAddress): string {
  return `The grid “${name}” (${baseUrl.replace(/\/+$/, '')})`
}

// An explorer of ours that plays the original hides `deleted` from all but those who ask; others ignore the header.
const COMMON_HEADERS = { 'Content-Type': 'application/json', 'X-Grid-Additions': 'deleted' }

/** Sends one call to an explorer and answers whatever it says. */
export function callExplorer(
  address: ExplorerAddress,
  call: ExplorerCall,
  headers: Readonly<Record<string, string>> = {},
): Promise<OutgoingAnswer> {
  return sendRequest({
    who: subjectOf(address),
    url: `${address.baseUrl.replace(/\/+$/, '')}${call.path}`,
    method: call.method,
    headers: { ...COMMON_HEADERS, ...headers },
    body: call.body,
    timeoutMs: call.timeoutMs,
    signal: call.signal,
    isEmbedded: address.isEmbedded,
  })
}

/**
 * Sends a write, signed anew on each call when the explorer wants signatures.
 * @param explorerId id of an explorer with `signed-writes`, else null
 */
export function callSigned(
  address: ExplorerAddress,
  call: ExplorerCall,
  identity: Identity,
  explorerId: string | null,
): Promise<OutgoingAnswer> {
  if (explorerId === null) return callExplorer(address, call)
  const headers = signedWriteHeaders(identity, {
    explorerId,
    method: call.method,
    path: call.path,
    time: Date.now(),
    body: call.body ?? '',
  })
  return callExplorer(address, call, headers)
}
