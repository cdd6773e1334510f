import { EventEmitter } from 'node:events'

/** What modules of this process tell each other; the database stays the only truth. */
export type Signal = 'events' | 'steps'

const shared = globalThis as typeof globalThis & { cockpitBus?: EventEmitter }

/** Instrumentation and routes are separate bundles of one process, so the bus lives on globalThis. */
function bus(): EventEmitter {
  shared.cockpitBus ??= new EventEmitter().setMaxListeners(0)
  return shared.cockpitBus
}

/** Says that new event rows (`events`) or steps to do (`steps`) were committed. */
export function notify(signal: Signal): void {
  bus().emit(signal)
}

/** Calls `listener` on every signal of that kind until the returned function is called. */
export function listen(signal: Signal, listener: () => void): () => void {
  bus().on(signal, listener)
  return () => bus().off(signal, listener)
}
