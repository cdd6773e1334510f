import { z } from 'zod'
import * as nodes from '@/lib/schemas/nodes'
import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** Saved searches, farms, reliability, tables of nodes. */
export const NODES: readonly OperationDoc[] = [
  {
    path: '/nodes.csv',
    method: 'get',
    tag: 'nodes',
    summary: 'The filtered list of nodes as a table',
    description:
      'RFC 4180, UTF-8. Cells a spreadsheet would take for a formula begin with an apostrophe.',
    query: nodes.nodesCsvQuerySchema,
    answer: { mediaType: 'text/csv', description: 'one line per node, a header first' },
  },
  {
    path: '/nodes/{gridId}/{nodeId}/history',
    method: 'get',
    tag: 'nodes',
    summary: 'How reliable a node was, what changed there, and what of ours is on it',
    description:
      'From our own samples of the last 30 days; nothing is claimed about time nobody watched.',
    answer: nodes.nodeHistoryViewSchema,
  },
  {
    path: '/farms/{gridId}/{farmId}',
    method: 'get',
    tag: 'nodes',
    summary: 'One farm: capacity, places, endpoints, reliability, our reservations',
    answer: nodes.farmDetailViewSchema,
  },
  {
    path: '/saved-searches',
    method: 'get',
    tag: 'nodes',
    summary: 'Your saved searches of the node browser',
    answer: z.array(nodes.savedSearchViewSchema),
  },
  {
    path: '/saved-searches',
    method: 'post',
    tag: 'nodes',
    status: 201,
    summary: 'Save a search under a name',
    body: nodes.saveSearchSchema,
    answer: nodes.savedSearchViewSchema,
  },
  {
    path: '/saved-searches/{id}',
    method: 'patch',
    tag: 'nodes',
    summary: 'Rename a saved search',
    body: nodes.renameSearchSchema,
    answer: nodes.savedSearchViewSchema,
  },
  {
    path: '/saved-searches/{id}',
    method: 'delete',
    tag: 'nodes',
    status: 204,
    summary: 'Forget a saved search',
  },
]
