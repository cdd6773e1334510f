import { isDomainError } from '@/lib/errors/domain-error'
import { parseReservation } from '@/lib/protocol/reservation'
import { accepted } from './explorer-client'
import { sendRequest } from './http'
import { pause } from './timing'

const LOOK_MS = 1_600
const TIMEOUT_MS = 10_000
const FIRST = '/reservations/0-1'

/**
 * Waits for the very first reservation of an explorer and returns its node. A poll that waits must ask from a number above 0, so no
 * waiting poll ever answers with number 0; one request a while for all nodes together is the cheapest way to see it.
 */
export async function waitForFirstReservation(
  baseUrl: string,
  signal: AbortSignal,
): Promise<string> {
  for (;;) {
    const nodeId = await look(baseUrl, signal)
    if (nodeId !== null) return nodeId
    await pause(LOOK_MS, signal)
  }
}

async function look(baseUrl: string, signal: AbortSignal): Promise<string | null> {
  try {
    const request = { baseUrl, method: 'GET', path: FIRST, headers: {}, timeoutMs: TIMEOUT_MS }
    const answer = await sendRequest({ ...request, signal })
    return answer.status === 404
      ? null
      : parseReservation(accepted(answer, 'GET', FIRST).body).nodeId
  } catch (error) {
    signal.throwIfAborted()
    if (isDomainError(error)) return null
    throw error
  }
}
