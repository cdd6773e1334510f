import { reachabilityMatrix } from '@/lib/network/matrix'
import { planTraced, tracePacket } from '@/lib/network/trace'
import type { Passage } from '@/lib/network/trace'
import { formatOff, parseOff } from '@/lib/network/trace-conditions'
import type { Conditions, TracedNetwork } from '@/lib/network/trace-conditions'
import { singleFailures, whatIf } from '@/lib/network/what-if'
import { MAX_LISTED_PAIRS } from '@/lib/schemas/tools'
import type {
  MatrixAnswer,
  MatrixToolBody,
  TraceAnswer,
  TraceToolBody,
  WhatIfAnswer,
} from '@/lib/schemas/tools'
import { toPeerInput } from './plan-peers-tool'

/**
 * Plans the network and follows a packet and its reply through it.
 *
 * @throws DomainError whatever the planner refuses, `UNKNOWN_NODE` for an end or a switch the network does not have
 */
export function traceOf({ from, to, ...body }: TraceToolBody): TraceAnswer {
  const { network, conditions } = read(body)
  const { reply, ...request } = tracePacket(network, from, to, conditions)
  return { ...toPassage(request), reply: toPassage(reply) }
}

/**
 * Plans the network and says who reaches whom.
 *
 * @throws DomainError as traceOf
 */
export function matrixOf(body: MatrixToolBody): MatrixAnswer {
  const { network, conditions } = read(body)
  const { matrix, reasons } = reachabilityMatrix(network, conditions)
  return { matrix, reasons }
}

/**
 * What switching things off loses, and which one failure on top of that would cut most.
 *
 * @throws DomainError as traceOf
 */
export function whatIfOf(body: MatrixToolBody): WhatIfAnswer {
  const { network, conditions } = read(body)
  const { pairs, lost } = whatIf(network, conditions)
  return {
    pairs,
    lost: [...lost],
    failures: singleFailures(network, conditions).map(({ off, cut, own }) => ({
      off: formatOff(off),
      cuts: cut.length,
      own,
      pairs: cut.slice(0, MAX_LISTED_PAIRS),
    })),
  }
}

function read(body: MatrixToolBody): { network: TracedNetwork; conditions: Conditions } {
  const network = planTraced(toPeerInput(body.network), body.mode)
  return { network, conditions: (body.off ?? []).map((text) => parseOff(network, text)) }
}

/** A way in the API's spelling. */
function toPassage({ verdict, reason, at, hops }: Passage): TraceAnswer['reply'] {
  return {
    verdict,
    ...(reason === undefined ? {} : { reason, at }),
    hops: hops.map(({ node, peer, allowedIp, endpoint, dialledBy }) => ({
      node,
      peer,
      allowed_ip: allowedIp,
      endpoint,
      dialled_by: dialledBy,
    })),
  }
}
