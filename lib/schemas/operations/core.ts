import { z } from 'zod'
import type { OperationDoc } from '@/lib/schemas/operations/doc'
import { nodesQuerySchema } from '@/lib/schemas/nodes'
import * as request from '@/lib/schemas/requests'
import * as view from '@/lib/schemas/views'

const ok = z.object({ ok: z.literal(true) })
const text = (mediaType: string, description: string) => ({ mediaType, description })

const peersAnswer = z.object({
  net_resources: z.array(
    z.object({
      node_id: z.string(),
      peers: z.array(
        z.object({
          subnet: z.string(),
          wg_public_key: z.string(),
          allowed_ips: z.array(z.string()),
          endpoint: z.string(),
        }),
      ),
    }),
  ),
  unreachable: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
})

const start: OperationDoc[] = [
  {
    path: '/health',
    method: 'get',
    tag: 'start',
    summary: 'Whether the cockpit works',
    answer: z.object({ ok: z.boolean(), version: z.string() }),
  },
  {
    path: '/setup',
    method: 'post',
    tag: 'start',
    status: 201,
    summary: 'Create the owner with the one-time code',
    description:
      'Works once, with the code the terminal printed. Signs the new owner in by cookie.',
    body: request.setupSchema,
    answer: view.meViewSchema,
  },
  {
    path: '/me',
    method: 'get',
    tag: 'start',
    summary: 'Who is asking',
    answer: view.meViewSchema,
  },
  {
    path: '/openapi.json',
    method: 'get',
    tag: 'start',
    summary: 'This document',
    answer: z.record(z.string(), z.unknown()),
  },
  {
    path: '/overview',
    method: 'get',
    tag: 'start',
    summary: 'Figures, networks and recent events at a glance',
    answer: view.overviewSchema,
  },
]

const grid: OperationDoc[] = [
  {
    path: '/grids',
    method: 'get',
    tag: 'grids',
    summary: 'Grid connections and their state',
    answer: z.array(view.gridViewSchema),
  },
  {
    path: '/grids',
    method: 'post',
    tag: 'grids',
    status: 201,
    summary: 'Connect an explorer by its URL',
    body: request.createGridSchema,
    answer: view.gridViewSchema,
  },
  {
    path: '/grids/{id}',
    method: 'delete',
    tag: 'grids',
    summary: 'Remove a connection that nothing uses',
    answer: ok,
  },
  {
    path: '/grids/{id}/check',
    method: 'post',
    tag: 'grids',
    summary: 'Ask the explorer now',
    answer: view.gridViewSchema,
  },
  {
    path: '/farms',
    method: 'get',
    tag: 'nodes',
    summary: 'Farms of every grid',
    answer: z.array(view.farmViewSchema),
  },
  {
    path: '/nodes',
    method: 'get',
    tag: 'nodes',
    summary: 'Nodes with capacity, endpoints and freshness',
    description: 'Without limit every node; X-Total-Count says how many match.',
    query: nodesQuerySchema,
    answer: z.array(view.nodeViewSchema),
  },
  {
    path: '/nodes/{gridId}/{nodeId}',
    method: 'get',
    tag: 'nodes',
    summary: 'One node',
    answer: view.nodeViewSchema,
  },
]

const identities: OperationDoc[] = [
  {
    path: '/identities',
    method: 'get',
    tag: 'identities',
    summary: 'Identities you may see',
    answer: z.array(view.identityViewSchema),
  },
  {
    path: '/identities',
    method: 'post',
    tag: 'identities',
    status: 201,
    summary: 'Create an identity',
    body: request.createIdentitySchema,
    answer: view.identityViewSchema,
  },
  {
    path: '/identities/import',
    method: 'post',
    tag: 'identities',
    status: 201,
    summary: 'Import a user.seed file',
    description:
      'seedFile is the file of tfuser in base64: 39 bytes with its version, or the bare 32.',
    body: request.importIdentitySchema,
    answer: view.identityViewSchema,
  },
  {
    path: '/identities/{id}',
    method: 'patch',
    tag: 'identities',
    summary: 'Rename an identity, or let the team sign with it',
    body: request.updateIdentitySchema,
    answer: view.identityViewSchema,
  },
  {
    path: '/identities/{id}',
    method: 'delete',
    tag: 'identities',
    summary: 'Delete an identity nothing depends on',
    answer: ok,
  },
  {
    path: '/identities/{id}/export',
    method: 'post',
    tag: 'identities',
    summary: 'Download user.seed',
    description:
      'Only its maker or an owner, with their password, by session. A token never exports a seed.',
    body: request.exportIdentitySchema,
    answer: text('application/octet-stream', 'the 39 bytes of user.seed'),
  },
]

const networks: OperationDoc[] = [
  {
    path: '/networks',
    method: 'get',
    tag: 'networks',
    summary: 'Networks with their state',
    answer: z.array(view.networkSummarySchema),
  },
  {
    path: '/networks',
    method: 'post',
    tag: 'networks',
    status: 201,
    summary: 'Create a network, optionally with nodes in it',
    body: request.createNetworkSchema,
    answer: view.networkViewSchema,
  },
  {
    path: '/networks/import',
    method: 'post',
    tag: 'networks',
    status: 201,
    summary: "Create a network from tfuser's network.json",
    body: request.importNetworkSchema,
    answer: view.networkViewSchema,
  },
  {
    path: '/networks/{id}',
    method: 'get',
    tag: 'networks',
    summary: 'Design, keys, problems and what is deployed',
    answer: view.networkViewSchema,
  },
  {
    path: '/networks/{id}',
    method: 'put',
    tag: 'networks',
    summary: 'Save the design',
    description:
      'revision is the one the change started from; an older one is refused and nothing is lost.',
    body: request.saveNetworkSchema,
    answer: view.networkViewSchema,
  },
  {
    path: '/networks/{id}',
    method: 'delete',
    tag: 'networks',
    summary: 'Delete the network and every reservation of it',
    description:
      'confirm is its name. A draft is gone at once; else the answer is the operation to follow.',
    body: request.deleteNetworkSchema,
    answer: view.operationViewSchema.nullable(),
  },
  {
    path: '/networks/{id}/plan',
    method: 'get',
    tag: 'networks',
    summary: 'What applying would change, with the hash that pins it',
    query: request.planQuerySchema,
    answer: view.planViewSchema,
  },
  {
    path: '/networks/{id}/plan/outline',
    method: 'get',
    tag: 'networks',
    summary: 'The same plan without peers and problems: which nodes and devices change',
    query: request.planQuerySchema,
    answer: view.planOutlineSchema,
  },
  {
    path: '/networks/{id}/apply',
    method: 'post',
    tag: 'networks',
    status: 202,
    summary: 'Sign and submit exactly the plan of this hash',
    description:
      'The same hash again answers the same operation and posts nothing. duration needs a unit (2h, 14d); a network that is live keeps its end instant.',
    body: request.applySchema,
    answer: view.operationViewSchema,
  },
  {
    path: '/networks/{id}/devices',
    method: 'get',
    tag: 'devices',
    summary: 'Devices of a network',
    answer: z.array(z.record(z.string(), z.unknown())),
  },
  {
    path: '/networks/{id}/devices',
    method: 'post',
    tag: 'devices',
    status: 201,
    summary: 'Add a device; without publicKey the cockpit makes its key pair',
    body: request.addDeviceSchema,
    answer: z.record(z.string(), z.unknown()),
  },
  {
    path: '/networks/{id}/devices/{deviceId}',
    method: 'delete',
    tag: 'devices',
    summary: 'Remove a device from the design',
    answer: ok,
  },
  {
    path: '/devices/{id}/wg.conf',
    method: 'get',
    tag: 'devices',
    summary: 'wg.conf of a device (id: network id, ~, device id)',
    answer: text('text/plain', 'a file wg-quick takes as it is'),
  },
  {
    path: '/networks/{id}/network.json',
    method: 'get',
    tag: 'networks',
    summary: "The network as tfuser's schema file",
    answer: text('application/json', 'network.json'),
  },
  {
    path: '/networks/{id}/dot',
    method: 'get',
    tag: 'networks',
    summary: 'The network as a Graphviz graph',
    answer: text('text/vnd.graphviz', 'dot text'),
  },
]

const life: OperationDoc[] = [
  {
    path: '/operations',
    method: 'get',
    tag: 'operations',
    summary: 'Operations, newest first',
    answer: z.array(view.operationViewSchema),
  },
  {
    path: '/operations/{id}',
    method: 'get',
    tag: 'operations',
    summary: 'One operation with its steps',
    answer: view.operationViewSchema,
  },
  {
    path: '/reservations',
    method: 'get',
    tag: 'reservations',
    summary: 'Reservations and their states',
    answer: z.array(view.reservationViewSchema),
  },
  {
    path: '/reservations/{id}',
    method: 'get',
    tag: 'reservations',
    summary: 'One reservation, its exact body and its time line',
    answer: z.object({
      reservation: view.reservationViewSchema,
      raw: z.string(),
      events: z.array(view.eventViewSchema),
    }),
  },
  {
    path: '/reservations/{id}',
    method: 'delete',
    tag: 'reservations',
    status: 202,
    summary: "Delete a reservation: on its node, with the network's older ones there",
    answer: view.operationViewSchema,
  },
  {
    path: '/events',
    method: 'get',
    tag: 'events',
    summary: 'Events as they happen (server-sent events; resumes by Last-Event-ID)',
    answer: text('text/event-stream', 'one EventView a message'),
  },
  {
    path: '/tools/plan-peers',
    method: 'post',
    tag: 'tools',
    summary: "Plan peers for tfuser's own generator input",
    body: request.planPeersSchema,
    answer: peersAnswer,
  },
]

/** What the first version could: grids, identities, networks, reservations, events. */
export const CORE: readonly OperationDoc[] = [
  ...start,
  ...grid,
  ...identities,
  ...networks,
  ...life,
]
