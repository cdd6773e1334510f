import type { Decision } from './step-store'

interface Waiting {
  decision: Decision
  resolve: () => void
}

// A busy database is waited for; the decisions stay in memory meanwhile, and a crash finds them again by signature.
const RETRY_MS = 500

/**
 * Writes decisions in groups: while one transaction runs, the next decisions gather. A decision is never dropped; when the
 * database is busy, writing is tried again until it works.
 */
export class Committer {
  private readonly queue: Waiting[] = []
  private running: Promise<void> | null = null

  constructor(
    private readonly write: (decisions: readonly Decision[]) => Promise<void>,
    private readonly onError: (error: unknown) => void,
    private readonly pause: (ms: number) => Promise<void>,
  ) {}

  /** Resolves when the decision is in the database. */
  commit(decision: Decision): Promise<void> {
    return new Promise((resolve) => {
      this.queue.push({ decision, resolve })
      this.running ??= this.drain().finally(() => (this.running = null))
    })
  }

  private async drain(): Promise<void> {
    // Answers that arrived in the same turn share the first transaction too.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.queue.length > 0) {
      const group = this.queue.splice(0)
      await this.writeGroup(group)
      for (const { resolve } of group) resolve()
    }
  }

  private async writeGroup(group: readonly Waiting[]): Promise<void> {
    for (;;) {
      try {
        return await this.write(group.map(({ decision }) => decision))
      } catch (error) {
        this.onError(error)
        await this.pause(RETRY_MS)
      }
    }
  }
}
