import { decodeRequest } from '@/lib/explorer/decode-request'
import type { Call, Endpoint } from '@/lib/explorer/endpoint'
import { goInteger } from '@/lib/explorer/go-decode/codec'
import { encodeGoString } from '@/lib/explorer/go-decode/go-encode'
import { goStruct } from '@/lib/explorer/go-decode/struct'
import { Refusal } from '@/lib/explorer/refusal'
import { replyEmpty, replyJson } from '@/lib/explorer/reply'
import { addEnrolment } from '@/lib/explorer/store/enrolments'
import { loadExplorerId } from '@/lib/explorer/store/explorer-id'
import { loadFarm } from '@/lib/explorer/store/farms'
import { loadNode } from '@/lib/explorer/store/nodes'
import { statusCodec } from '@/lib/explorer/wire/status-codec'
import { changeNode, requireNode } from './node-reports'
import { unknownNode } from './nodes'

const VERSION = '1.0.0'
const DAY_S = 86_400n
const MAX_DAYS = 30n
const ENGINES = ['simulated', 'linux']

async function getInfo({ options }: Call): Promise<Response> {
  // In compat mode `deleted` is shown to those who ask only, so a client may not count on it.
  const additions = [
    'signed-writes',
    'status',
    ...(options.compat ? [] : ['deleted']),
    'enrolments',
  ]
  const id = await loadExplorerId()
  return replyJson(JSON.stringify({ id, version: VERSION, additions }))
}

async function postStatus(call: Call): Promise<Response> {
  requireNode(call)
  const sent = decodeRequest(call.body, statusCodec, 'json')
  if (!ENGINES.includes(sent.engine)) {
    throw new Refusal(400, 'engine must be "simulated" or "linux"')
  }
  const updated = BigInt(Math.floor(call.options.now() / 1000))
  await changeNode(
    call,
    (node) => ({
      ...node,
      updated,
      used_resources: sent.used_resources,
      location: sent.location ?? node.location,
      uptime: sent.uptime === null ? node.uptime : BigInt.asIntN(64, sent.uptime),
      wg_ports: sent.wg_ports ?? node.wg_ports,
    }),
    statusCodec.encode(sent),
  )
  return replyEmpty(200)
}

async function getStatus({ params }: Call): Promise<Response> {
  const nodeId = params['node_id'] ?? ''
  const node = await loadNode(nodeId)
  if (node === null) throw unknownNode(nodeId)
  if (node.status === null) throw new Refusal(404, `node ${nodeId} has sent no status yet`)
  return replyJson(node.status)
}

const enrolmentCodec = goStruct('', '', {
  farm: goInteger(64, false, 'uint64'),
  /** seconds the token is good for; a day when left out */
  ttl: goInteger(64, false, 'uint64'),
})

async function postEnrolment({ body, options }: Call): Promise<Response> {
  const { farm, ttl } = decodeRequest(body, enrolmentCodec, 'json')
  if ((await loadFarm(farm)) === null) throw new Refusal(404, `farm with id ${farm} not found`)
  if (ttl > MAX_DAYS * DAY_S) throw new Refusal(400, `ttl is at most ${MAX_DAYS * DAY_S} seconds`)
  const seconds = Math.floor(options.now() / 1000) + Number(ttl === 0n ? DAY_S : ttl)
  const token = await addEnrolment(Number(farm), new Date(seconds * 1000))
  return replyJson(`{"token":${encodeGoString(token)},"farm":${farm},"expires":${seconds}}`, 201)
}

const STATUS = '/nodes/{node_id}/status'

/** What this explorer has and the original has not. */
export const ADDITION_ENDPOINTS: readonly Endpoint[] = [
  { method: 'GET', path: '/info', access: 'read', form: 'json', handle: getInfo },
  { method: 'POST', path: STATUS, access: 'write', form: 'json', handle: postStatus },
  { method: 'GET', path: STATUS, access: 'read', form: 'json', handle: getStatus },
  { method: 'POST', path: '/enrolments', access: 'owner', form: 'json', handle: postEnrolment },
]
