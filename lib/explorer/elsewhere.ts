import { explorerEvents } from './events'
import { latestChanges, type Changes } from './store/changes'

/** How soon a waiting poll hears of what another process wrote. */
const LOOK_MS = 1_000

/**
 * Several processes may serve one explorer, and each tells only its own polls of its writes. While polls wait here, one look
 * a second for all of them finds what the others wrote.
 */
class Elsewhere {
  private readonly waiting = new Set<() => void>()
  private timer: ReturnType<typeof setInterval> | null = null
  private last: Changes | null = null
  private isLooking = false

  /** Calls `ring` when something may have been missed; the returned function ends that. */
  watch(ring: () => void): () => void {
    this.waiting.add(ring)
    if (this.timer === null) {
      this.last = null
      this.timer = setInterval(() => void this.look(), LOOK_MS)
      this.timer.unref()
    }
    return () => this.leave(ring)
  }

  private leave(ring: () => void): void {
    this.waiting.delete(ring)
    if (this.waiting.size > 0 || this.timer === null) return
    clearInterval(this.timer)
    this.timer = null
  }

  private async look(): Promise<void> {
    if (this.isLooking) return
    this.isLooking = true
    try {
      const before = this.last
      this.last = await latestChanges(before)
      // Nothing to compare with: whoever waits looks once more.
      if (before === null) for (const ring of this.waiting) ring()
      else for (const change of this.last.changed) explorerEvents.emit('reservation', change)
    } catch {
      // a busy database: the next look finds the same
    } finally {
      this.isLooking = false
    }
  }
}

const shared = globalThis as typeof globalThis & { cockpitElsewhere?: Elsewhere }

/** On globalThis, because routes are separate bundles of one process. */
export const elsewhere: Elsewhere = (shared.cockpitElsewhere ??= new Elsewhere())
