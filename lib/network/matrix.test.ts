import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDomainError } from '@/lib/errors/domain-error'
import { reachabilityMatrix } from './matrix'
import type { PeerMode, PeerNetwork } from './model'
import { planPeers } from './plan-peers'
import { simulate } from './testing/forwarding'
import { randomNetworks } from './testing/random-networks'
import { loadRandomLines, loadTruth, toPeerInput } from './testing/vectors'
import { planTraced, tracePacket } from './trace'
import type { TracedNetwork } from './trace-conditions'
import { TRACE_REASONS } from './trace-tunnels'
import type { TraceReason } from './trace-tunnels'

const lines = loadRandomLines()
const RUNS = { numRuns: 300 }

/** Null where the original refuses to plan. */
function traced(network: PeerNetwork, mode: PeerMode): TracedNetwork | null {
  try {
    return planTraced(network, mode)
  } catch (error) {
    if (isDomainError(error) && error.code === 'NO_ROUTER') return null
    throw error
  }
}

const cells = (matrix: Readonly<Record<string, Readonly<Record<string, boolean>>>>) =>
  Object.entries(matrix).flatMap(([from, row]) =>
    Object.entries(row).map(([to, reaches]) => ({ from, to, reaches })),
  )
const pairKey = (a: string, b: string) => [a, b].sort().join(' | ')

test('agrees with real WireGuard on every measured pair', () => {
  const truth = loadTruth()
  let pairs = 0
  for (const { line, matrix } of truth) {
    const got = reachabilityMatrix(planTraced(toPeerInput(lines[line - 1]!), 'compat'))
    expect(got.matrix, `line ${line}`).toEqual(matrix)
    pairs += cells(matrix).length
  }
  expect([truth.length, pairs]).toEqual([40, 1522])
})

describe.each(['compat', 'safe'] as const)('random networks, %s', (mode) => {
  const property = (check: (network: PeerNetwork, plan: TracedNetwork) => void) =>
    fc.assert(
      fc.property(randomNetworks, (network) => {
        const plan = traced(network, mode)
        if (plan) check(network, plan)
      }),
      RUNS,
    )

  test('the independent simulation agrees in every pair', () =>
    property((network, plan) => {
      const simulated = simulate(network, planPeers(network, { mode }))
      expect(reachabilityMatrix(plan).matrix).toEqual(simulated)
    }))

  test('a false pair has a reason, a true one its number of hops; both directions agree', () =>
    property((_, plan) => {
      const { matrix, reasons, hops } = reachabilityMatrix(plan)
      for (const { from, to, reaches } of cells(matrix)) {
        expect(matrix[to]?.[from]).toBe(reaches)
        expect(reasons[from]?.[to] === undefined).toBe(reaches)
        expect((hops[from]?.[to] ?? 0) > 0).toBe(reaches)
      }
    }))
})

test.each(['compat', 'safe'] as const)(
  'each pair traced alone says what the matrix says, %s',
  (mode) => {
    fc.assert(
      fc.property(randomNetworks, (network) => {
        const plan = traced(network, mode)
        if (!plan) return
        const { matrix, reasons, hops } = reachabilityMatrix(plan)
        for (const { from, to, reaches } of cells(matrix)) {
          const trace = tracePacket(plan, from, to)
          const isBoth = trace.verdict === 'delivered' && trace.reply.verdict === 'delivered'
          expect(isBoth, `${from} → ${to}`).toBe(reaches)
          expect(trace.reason ?? trace.reply.reason).toBe(reasons[from]?.[to])
          if (reaches) expect(trace.hops).toHaveLength(hops[from]?.[to] ?? 0)
        }
      }),
      { numRuns: 60 },
    )
  },
)

test('safe: every pair that is not listed is delivered both ways, every listed one is not', () => {
  fc.assert(
    fc.property(randomNetworks, (network) => {
      const { unreachable } = planPeers(network, { mode: 'safe' })
      const listed = new Set(unreachable.map(({ from, to }) => pairKey(from, to)))
      for (const { from, to, reaches } of cells(
        reachabilityMatrix(planTraced(network, 'safe')).matrix,
      ))
        expect(reaches, `${from} → ${to}`).toBe(!listed.has(pairKey(from, to)))
    }),
    RUNS,
  )
})

describe('the 300 recorded networks', () => {
  const designs = lines
    .map(toPeerInput)
    .filter(({ resources }) => resources.length > 1)
    .flatMap((network) => {
      const compat = traced(network, 'compat')
      return compat ? [{ network, compat: reachabilityMatrix(compat) }] : []
    })
  /** Pairs that only safe peers connect. */
  const gained = ({ network, compat }: (typeof designs)[number]) =>
    cells(reachabilityMatrix(planTraced(network, 'safe')).matrix).filter(
      ({ from, to, reaches }) => reaches && compat.matrix[from]?.[to] === false,
    )
  const isNode = (name: string) => !name.startsWith('device:')

  // With real WireGuard, nodes only, 107 of 258 were measured: 61 by doubled allowed IPs, 68 by families.
  test('compat loses a pair of nodes in as many as were measured', () => {
    const losing = designs.filter(({ compat }) =>
      cells(compat.matrix).some(({ from, to, reaches }) => !reaches && isNode(from) && isNode(to)),
    )
    expect([losing.length, designs.length]).toEqual([107, 258])
  })

  test('safe connects a pair of nodes that compat leaves unreachable in 100 of the 107', () => {
    const gaining = designs.filter((design) =>
      gained(design).some(({ from, to }) => isNode(from) && isNode(to)),
    )
    expect(gaining).toHaveLength(100)
  })

  test('safe loses no pair that compat connects', () => {
    for (const { network, compat } of designs) {
      const { matrix } = reachabilityMatrix(planTraced(network, 'safe'))
      for (const { from, to, reaches } of cells(compat.matrix))
        if (reaches) expect(matrix[from]?.[to], `${from} → ${to}`).toBe(true)
    }
  })

  test('why compat loses pairs of nodes, in how many networks', () => {
    const count = (reason: TraceReason) =>
      designs.filter(({ compat: { reasons } }) =>
        Object.entries(reasons).some(
          ([from, row]) =>
            isNode(from) &&
            Object.entries(row).some(([to, found]) => isNode(to) && found === reason),
        ),
      ).length
    expect(Object.fromEntries(TRACE_REASONS.map((reason) => [reason, count(reason)]))).toEqual({
      NO_ROUTE: 0,
      NO_PEER: 0,
      SOURCE_REFUSED: 61,
      TUNNEL_DOWN: 68,
      NO_ENDPOINT: 0,
      OFF: 0,
    })
  })
})
