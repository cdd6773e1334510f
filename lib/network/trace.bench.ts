import { bench, describe } from 'vitest'
import { reachabilityMatrix } from './matrix'
import type { PeerMode, PeerNetwork } from './model'
import { planPeers } from './plan-peers'
import { simulate } from './testing/forwarding'
import { planTraced, tracePacket } from './trace'
import { singleFailures, whatIf } from './what-if'

const ENDPOINTS = [['203.0.113.1', '2001:db8::1'], ['203.0.113.1'], ['2001:db8::1'], []]

/** A network of every class in equal parts, with five devices on its first node. */
function networkOf(size: number): PeerNetwork {
  return {
    name: 'bench',
    ipRange: '10.42.0.0/16',
    resources: Array.from({ length: size }, (_, index) => ({
      nodeId: `node-${index}`,
      subnet: `10.42.${index}.0/24`,
      publicKey: `key-${index}`,
      listenPort: 2000 + index,
      endpoints: ENDPOINTS[index % ENDPOINTS.length] ?? [],
    })),
    accessPoints: Array.from({ length: 5 }, (_, index) => ({
      nodeId: 'node-0',
      subnet: `10.42.${255 - index}.0/24`,
      publicKey: `device-${index}`,
      ip4: true,
    })),
  }
}

function demand(isRight: boolean, what: string): void {
  if (!isRight) throw new Error(`Wrong result: ${what}`)
}

for (const mode of ['compat', 'safe'] as PeerMode[]) {
  const network = networkOf(100)
  const planned = planPeers(network, { mode })
  const plan = { ...planned, accessPoints: network.accessPoints }
  const simulated = simulate(network, planned)

  describe(`matrix of 100 nodes and 5 devices, ${mode}`, () => {
    const { names, matrix } = reachabilityMatrix(plan)
    const isSame = names.every((from) =>
      names.every((to) => matrix[from]?.[to] === simulated[from]?.[to]),
    )
    demand(isSame && names.length === 105, `the matrix differs from the simulation, ${mode}`)
    bench('reachabilityMatrix', () => {
      reachabilityMatrix(plan)
    })
    bench('baseline: the test suite’s simulation', () => {
      simulate(network, planned)
    })
  })

  describe(`one pair of 100 nodes, over the router, ${mode}`, () => {
    const trace = tracePacket(plan, 'node-3', 'device:0')
    demand(trace.hops.length === 2, `${trace.hops.length} hops instead of 2`)
    bench('tracePacket, with its rules', () => {
      tracePacket(plan, 'node-3', 'device:0')
    })
    bench('baseline: planning these peers', () => {
      planPeers(network, { mode })
    })
  })
}

describe('single failures of 50 nodes and 5 devices, safe', () => {
  const network = networkOf(50)
  const plan = planTraced(network, 'safe')
  const told = singleFailures(plan)
  const worst = whatIf(plan, [told[0]!.off]).lost
  demand(
    worst.length === told[0]!.cut.length + told[0]!.own,
    'the worst failure cuts other pairs than switching it off',
  )
  bench('singleFailures', () => {
    singleFailures(plan)
  })
  bench('baseline: one matrix of it', () => {
    reachabilityMatrix(plan)
  })
})
