import { decodeRequest } from '@/lib/explorer/decode-request'
import type { Call, Endpoint } from '@/lib/explorer/endpoint'
import { explorerEvents } from '@/lib/explorer/events'
import { goPointer } from '@/lib/explorer/go-decode/codec'
import { decodeGoJson } from '@/lib/explorer/go-decode/decode-body'
import { Refusal } from '@/lib/explorer/refusal'
import { replyEmptyJson } from '@/lib/explorer/reply'
import { compactData } from '@/lib/explorer/reservation-json'
import { updateResult } from '@/lib/explorer/store/reservations'
import { resultCodec, type ResultBody } from '@/lib/explorer/wire/reservation-codec'
import { requireIdentity } from '@/lib/explorer/write-guard'
import { verifyResult } from '@/lib/protocol/reservation'
import { requireReservation } from './reservations'

const bodyCodec = goPointer(resultCodec)

/** A node signs its data in compact form and sends it so; data that came with spaces may be signed with them. */
function isSignedBy(nodeId: string, result: ResultBody): boolean {
  const received = result.data === '' ? 'null' : result.data
  return [received, compactData(result.data)].some((data) =>
    verifyResult({ ...result, data }, nodeId),
  )
}

/** The body decoded over what is stored, as the original does: fields that are not sent stay. `null` removes the result. */
function mergeResult(body: string, stored: string | null, nodeId: string): string | null {
  const before = stored === null ? null : decodeGoJson(stored, resultCodec)
  const result = decodeRequest(body, bodyCodec, 'text', before)
  if (result === null) return null
  if (!isSignedBy(nodeId, result)) {
    throw new Refusal(400, 'result signature invalid: signature verification failed', 'text')
  }
  return resultCodec.encode({ ...result, data: compactData(result.data) })
}

async function putResult(call: Call): Promise<Response> {
  const { number, nodeId } = await requireReservation(call)
  requireIdentity(call.caller, nodeId, 'the node of the reservation')
  await updateResult(number, (stored) => mergeResult(call.body, stored, nodeId))
  explorerEvents.emit('reservation', { number, nodeId })
  return replyEmptyJson()
}

/** What a node made of a reservation. */
export const RESULT_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'PUT',
    path: '/reservations/{id}',
    access: 'write',
    form: 'text',
    handle: putResult,
  },
]
