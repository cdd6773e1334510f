import type { PairWalks } from './matrix'
import type { TraceReason } from './trace-tunnels'

/** Why a pair does not meet, as one sentence without names. */
export const LOSS_SENTENCES = {
  NO_ROUTE: 'No peer on the way has the address among its allowed IPs.',
  NO_PEER: 'Two machines on the way do not list each other as peers.',
  SOURCE_REFUSED:
    'The packet is dropped on arrival: its source belongs to another peer, for WireGuard keeps an allowed IP on the last peer that lists it.',
  TUNNEL_DOWN: 'A tunnel on the way cannot come up: one side is told to dial a family it lacks.',
  NO_ENDPOINT: 'A tunnel on the way cannot come up: neither side has an address to dial.',
  OFF: 'Something on the way is switched off.',
} as const satisfies Record<TraceReason, string>

/** The sentence for the first thing that goes wrong between two machines. */
export function lossWords({ there, back }: Pick<PairWalks, 'there' | 'back'>): string {
  return LOSS_SENTENCES[(there.loss ?? back.loss)?.reason ?? 'NO_ROUTE']
}
