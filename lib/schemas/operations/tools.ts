import * as schema from '@/lib/schemas/tools'
import type { OperationDoc } from '@/lib/schemas/operations/doc'

const OFF =
  'off lists what is switched off: node ids, device:N, endpoint:<node>:<address> or family:<node>:ipv4 and ipv6.'

/** What proves a network before anything is reserved. Nothing is kept and nothing is sent. */
export const TOOLS: readonly OperationDoc[] = [
  {
    path: '/tools/trace',
    method: 'post',
    tag: 'tools',
    summary: 'Follow a packet and its reply through a designed network',
    description: `network is the body of tools/plan-peers without its mode. from and to are a node id (its .2), device:N (the N-th access point from 0, its tunnel address) or an IPv4 address. A hop is one tunnel; the last hop of a lost packet is the one that failed, with dialled_by null when no side can dial. ${OFF}`,
    body: schema.traceToolSchema,
    answer: schema.traceAnswerSchema,
  },
  {
    path: '/tools/matrix',
    method: 'post',
    tag: 'tools',
    summary: 'Who reaches whom in a designed network',
    description: `true: request and reply both arrive. reasons has every pair that is false. ${OFF}`,
    body: schema.matrixToolSchema,
    answer: schema.matrixAnswerSchema,
  },
  {
    path: '/tools/what-if',
    method: 'post',
    tag: 'tools',
    summary: 'What is lost with things off, and which single failures cut most',
    description: `lost has the pairs that were connected with everything on. failures has each further failure that cuts others from each other, worst first: cuts counts those pairs and pairs lists the first ${schema.MAX_LISTED_PAIRS} of them, own counts the pairs of what failed. ${OFF}`,
    body: schema.whatIfToolSchema,
    answer: schema.whatIfAnswerSchema,
  },
]
