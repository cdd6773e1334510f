import * as discovery from '@/lib/schemas/discovery'
import type { OperationDoc } from '@/lib/schemas/operations/doc'
import * as workloads from '@/lib/schemas/workloads'
import { operationViewSchema } from '@/lib/schemas/views'

/** Other workloads, and reservations made elsewhere. */
export const WORKLOADS: readonly OperationDoc[] = [
  {
    path: '/discovery',
    method: 'get',
    tag: 'discovery',
    summary: 'Reservations made elsewhere with your identities, and how the scans go',
    query: discovery.discoveryQuerySchema,
    answer: discovery.discoveryViewSchema,
  },
  {
    path: '/discovery/scan',
    method: 'post',
    tag: 'discovery',
    status: 202,
    summary: 'Look for reservations made elsewhere',
    description:
      'Reads only numbers not read before, unless `everything` is true. Follow it with GET /discovery.',
    body: discovery.scanRequestSchema,
    answer: discovery.discoveryViewSchema,
  },
  {
    path: '/discovery/scan',
    method: 'delete',
    tag: 'discovery',
    summary: 'Stop looking; what was found until then is kept',
    query: discovery.cancelScanQuerySchema,
    answer: discovery.discoveryViewSchema,
  },
  {
    path: '/discovery/adopt',
    method: 'post',
    tag: 'discovery',
    summary: 'Take found reservations into your own list',
    description: 'Each is adopted once. What cannot be adopted comes back with the reason.',
    body: discovery.adoptSchema,
    answer: discovery.adoptedViewSchema,
  },
  {
    path: '/workloads/plan',
    method: 'post',
    tag: 'workloads',
    summary:
      'What a container, volume, zdb or debug sink would reserve, and what speaks against it',
    body: workloads.workloadSchema,
    answer: workloads.workloadPlanSchema,
  },
  {
    path: '/workloads',
    method: 'post',
    tag: 'workloads',
    status: 202,
    summary: 'Sign and submit a container, volume, zdb or debug sink',
    description:
      'A container waits until its network is deployed on the node. With a `requestId`, the same request again posts nothing and answers the same operation.',
    body: workloads.workloadSchema,
    answer: operationViewSchema,
  },
]
