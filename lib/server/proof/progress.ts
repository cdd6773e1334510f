import type { ProofEvent } from '@/lib/schemas/proof'
import type { ProofProgress } from '@/lib/schemas/proofs'

/** What is known of a proof after an event; a pair that is pinged again counts once. */
export class ProgressCounter {
  private readonly seen = new Set<string>()

  constructor(private now: ProofProgress) {}

  after(event: ProofEvent): ProofProgress {
    if (event.type === 'stage')
      this.now = { ...this.now, stage: event.stage, message: event.message.slice(0, 500) }
    if (event.type === 'pair') {
      this.seen.add(`${event.from} ${event.to}`)
      const { all } = this.now.pairs
      this.now = { ...this.now, pairs: { done: Math.min(this.seen.size, all), all } }
    }
    return this.now
  }
}
