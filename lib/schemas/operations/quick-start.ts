import type { OperationDoc } from '@/lib/schemas/operations/doc'
import * as quick from '@/lib/schemas/quick-start'

/** A cluster from five answers. */
export const QUICK_START: readonly OperationDoc[] = [
  {
    path: '/quick-start/plan',
    method: 'post',
    tag: 'quick-start',
    summary: 'What five answers would build; nothing is sent or kept',
    description:
      'Nodes are chosen by rule: up, with room, one with public IPv4 first, spread over farms. github: accounts are not asked here.',
    body: quick.quickStartPlanSchema,
    answer: quick.quickStartPlanViewSchema,
  },
  {
    path: '/quick-start',
    method: 'post',
    tag: 'quick-start',
    status: 201,
    summary: 'Build a network and a k3s cluster on it, as one operation',
    description:
      'Makes a network with one device (laptop), a cluster on it, signs and submits both. What fails before signing leaves nothing behind. Follow operationId; the device’s wg.conf is at /devices/{networkId}~{deviceId}/wg.conf.',
    body: quick.quickStartSchema,
    answer: quick.quickStartViewSchema,
  },
  {
    path: '/quick-start/draft',
    method: 'post',
    tag: 'quick-start',
    status: 201,
    summary: 'Keep only the network of the plan, as a draft to go on drawing',
    body: quick.quickStartPlanSchema,
    answer: quick.quickStartDraftSchema,
  },
]
