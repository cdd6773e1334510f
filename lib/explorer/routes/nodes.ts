import { decodeKeyId } from '@/lib/crypto/base58'
import { isDomainError } from '@/lib/errors/domain-error'
import { decodeRequest } from '@/lib/explorer/decode-request'
import type { Call, Endpoint } from '@/lib/explorer/endpoint'
import { explorerEvents } from '@/lib/explorer/events'
import { parseUint64 } from '@/lib/explorer/go-decode/go-number-text'
import { Refusal } from '@/lib/explorer/refusal'
import { replyEmpty, replyJson } from '@/lib/explorer/reply'
import { redeemEnrolment } from '@/lib/explorer/store/enrolments'
import {
  addNode,
  loadNode,
  loadNodeRecord,
  loadNodes,
  updateNode,
} from '@/lib/explorer/store/nodes'
import { nodeCodec, type NodeRecord } from '@/lib/explorer/wire/node-codec'
import { requireIdentity } from '@/lib/explorer/write-guard'
import { ENROLMENT_HEADER } from '@/lib/protocol/write-auth'

/** The refusal every endpoint below a node gives for one that is not registered. */
export function unknownNode(nodeId: string): Refusal {
  return new Refusal(404, `node ${nodeId} not found`)
}

function requireKey(nodeId: string): void {
  try {
    decodeKeyId(nodeId)
  } catch (error) {
    if (!isDomainError(error)) throw error
    throw new Refusal(400, 'node_id must be the base58 text of a 32-byte public key')
  }
}

/** A node joins a farm by a token of that farm; in compat mode also without one. */
async function requireEnrolment(call: Call, node: NodeRecord): Promise<void> {
  const token = call.request.headers.get(ENROLMENT_HEADER)
  if (token === null) {
    if (call.options.compat) return
    throw new Refusal(
      403,
      `joining farm ${node.farm_id} needs an enrolment token: send ${ENROLMENT_HEADER}`,
    )
  }
  const now = new Date(call.options.now())
  if (await redeemEnrolment(token, node.farm_id, node.node_id, now)) return
  throw new Refusal(403, 'the enrolment token is unknown, used, ended or of another farm')
}

async function postNode(call: Call): Promise<Response> {
  const sent = decodeRequest(call.body, nodeCodec, 'json')
  requireKey(sent.node_id)
  requireIdentity(call.caller, sent.node_id, 'the node itself')
  const known = await loadNodeRecord(sent.node_id)
  if (known?.farm_id !== sent.farm_id) await requireEnrolment(call, sent)
  const updated = BigInt(Math.floor(call.options.now() / 1000))
  const isNew = known === null && (await addNode({ ...sent, created: updated, updated }))
  if (!isNew) {
    const { farm_id, os_version, location } = sent
    await updateNode(sent.node_id, (node) => ({ ...node, farm_id, os_version, location, updated }))
  }
  explorerEvents.emit('node', { nodeId: sent.node_id })
  return replyEmpty(201)
}

function farmFilter(query: URLSearchParams): bigint | null {
  const text = query.get('farm') ?? ''
  if (text === '') return null
  const parsed = parseUint64(text)
  if ('refusal' in parsed) throw new Refusal(400, parsed.refusal)
  return parsed.value === 0n ? null : parsed.value
}

async function getNodes({ query }: Call): Promise<Response> {
  return replyJson(`[${(await loadNodes(farmFilter(query))).join(',')}]`)
}

async function listNodes({ query }: Call): Promise<Response> {
  return replyJson(`{"nodes":[${(await loadNodes(farmFilter(query))).join(',')}]}`)
}

async function getNode({ params }: Call): Promise<Response> {
  const nodeId = params['node_id'] ?? ''
  const node = await loadNode(nodeId)
  if (node === null) throw unknownNode(nodeId)
  return replyJson(node.raw)
}

/** The directory of nodes. */
export const NODE_ENDPOINTS: readonly Endpoint[] = [
  { method: 'POST', path: '/nodes', access: 'write', form: 'json', handle: postNode },
  { method: 'GET', path: '/nodes', access: 'read', form: 'json', handle: getNodes },
  { method: 'GET', path: '/nodes/{node_id}', access: 'read', form: 'json', handle: getNode },
  { method: 'POST', path: '/nodes/list', access: 'read', form: 'json', handle: listNodes },
]
