import { EventEmitter } from 'node:events'

/** What the embedded explorer tells after each committed write. */
export interface ExplorerEventMap {
  /** a reservation was posted, answered, asked to go or removed */
  reservation: [{ number: number; nodeId: string }]
  /** a node registered or reported something */
  node: [{ nodeId: string }]
}

function createEmitter(): EventEmitter<ExplorerEventMap> {
  const emitter = new EventEmitter<ExplorerEventMap>()
  // One listener per waiting poll: hundreds are normal here, not a leak.
  emitter.setMaxListeners(0)
  return emitter
}

const shared = globalThis as typeof globalThis & {
  cockpitExplorerEvents?: EventEmitter<ExplorerEventMap>
}

/** Changes of the embedded explorer. On globalThis, because routes and jobs are separate bundles of one process. */
export const explorerEvents: EventEmitter<ExplorerEventMap> = (shared.cockpitExplorerEvents ??=
  createEmitter())
