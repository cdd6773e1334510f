import { decodeRequest } from '@/lib/explorer/decode-request'
import type { Call, Endpoint } from '@/lib/explorer/endpoint'
import { explorerEvents } from '@/lib/explorer/events'
import { replyEmpty, replyEmptyJson } from '@/lib/explorer/reply'
import { updateNode } from '@/lib/explorer/store/nodes'
import type { NodeRecord } from '@/lib/explorer/wire/node-codec'
import {
  capacityCodec,
  dmiCodec,
  disksCodec,
  interfacesCodec,
  portsCodec,
  publicConfigCodec,
  uptimeCodec,
} from '@/lib/explorer/wire/report-codecs'
import { requireIdentity } from '@/lib/explorer/write-guard'
import { withCapacity, withInterfaces, withPublicConfig } from './node-changes'
import { unknownNode } from './nodes'

/**
 * Changes the node that the URL names.
 *
 * @throws Refusal 404
 */
export async function changeNode(
  { params }: Call,
  change: (node: NodeRecord) => NodeRecord,
  status?: string,
): Promise<void> {
  const nodeId = params['node_id'] ?? ''
  if (!(await updateNode(nodeId, change, status))) throw unknownNode(nodeId)
  explorerEvents.emit('node', { nodeId })
}

/** Demands that the node of the URL writes. */
export function requireNode({ caller, params }: Call): void {
  requireIdentity(caller, params['node_id'] ?? '', 'the node itself')
}

const seconds = (now: number) => BigInt(Math.floor(now / 1000))

async function postInterfaces(call: Call): Promise<Response> {
  requireNode(call)
  const sent = decodeRequest(call.body, interfacesCodec, 'json')
  await changeNode(call, (node) => withInterfaces(node, sent))
  return replyEmpty(201)
}

async function postPublicConfig(call: Call): Promise<Response> {
  requireNode(call)
  const sent = decodeRequest(call.body, publicConfigCodec, 'json')
  await changeNode(call, (node) => withPublicConfig(node, sent))
  return replyEmpty(201)
}

async function postPorts(call: Call): Promise<Response> {
  requireNode(call)
  const { ports } = decodeRequest(call.body, portsCodec, 'json')
  await changeNode(call, (node) => ({ ...node, wg_ports: ports }))
  return replyEmpty(200)
}

async function postUptime(call: Call): Promise<Response> {
  requireNode(call)
  const { Uptime } = decodeRequest(call.body, uptimeCodec, 'json')
  const uptime = BigInt.asIntN(64, Uptime)
  const updated = seconds(call.options.now())
  await changeNode(call, (node) => ({ ...node, uptime, updated }))
  return replyEmpty(200)
}

async function postCapacity(call: Call): Promise<Response> {
  requireNode(call)
  const sent = decodeRequest(call.body, capacityCodec, 'json')
  const proofs = {
    hardware: dmiCodec.encode(sent.dmi),
    disks: disksCodec.encode(sent.disks),
    created: seconds(call.options.now()),
  }
  await changeNode(call, (node) => withCapacity(node, sent, proofs))
  return replyEmptyJson()
}

const report = (name: string, handle: Endpoint['handle']): Endpoint => ({
  method: 'POST',
  path: `/nodes/{node_id}/${name}`,
  access: 'write',
  form: 'json',
  handle,
})

/** What a node says about itself. */
export const NODE_REPORT_ENDPOINTS: readonly Endpoint[] = [
  report('interfaces', postInterfaces),
  report('configure_public', postPublicConfig),
  report('ports', postPorts),
  report('uptime', postUptime),
  report('capacity', postCapacity),
]
