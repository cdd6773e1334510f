import type { MatrixAgreement, MatrixDifference } from '@/lib/network/compare-matrix'
import { tracePacket } from '@/lib/network/trace'
import type { Handshake } from '../wireguard-dump'
import type { WorldPlan } from '../world/model'

/**
 * Adds what the tunnels themselves say to every pair that answered no ping though it should have: the last handshake of
 * each tunnel on its way.
 *
 * @param now unix seconds
 */
export function explainDifferences(
  agreement: MatrixAgreement,
  plan: WorldPlan,
  { handshakes, now }: { handshakes: readonly Handshake[]; now: number },
): MatrixAgreement {
  const explain = (difference: MatrixDifference): MatrixDifference => {
    if (!difference.predicted) return difference
    const hops = wayOf(plan, difference.from, difference.to)
    const states = hops.slice(1).map((to, index) => {
      const from = hops[index] ?? ''
      return `${from} → ${to}: ${stateOf(plan, { from, to, handshakes, now })}`
    })
    return { ...difference, explanation: `${difference.explanation} ${states.join('; ')}.` }
  }
  return { ...agreement, differences: agreement.differences.map(explain) }
}

/** The machines a packet is predicted to pass, both ends included. */
export function wayOf({ traced }: WorldPlan, from: string, to: string): string[] {
  return [from, ...tracePacket(traced, from, to).hops.map(({ peer }) => peer)]
}

function stateOf(
  { machines }: WorldPlan,
  hop: { from: string; to: string; handshakes: readonly Handshake[]; now: number },
): string {
  const from = machines.find(({ name }) => name === hop.from)
  const to = machines.find(({ name }) => name === hop.to)
  const last = hop.handshakes.find(
    (handshake) => handshake.interface === from?.wireguard && handshake.peer === to?.publicKey,
  )
  if (!last) return 'no such peer'
  return last.at === 0
    ? 'no handshake ever'
    : `last handshake ${Math.max(0, hop.now - last.at)} s ago`
}
