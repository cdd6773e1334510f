import type { Role } from '@/lib/schemas/fields'
import type { Actor } from '@/lib/server/auth/actor'
import type { Transaction } from '@/lib/server/db/client'
import { notify } from './bus'

/** What an event can be about. */
export type EventKind =
  | 'reservation'
  | 'operation'
  | 'network'
  | 'cluster'
  | 'device'
  | 'file'
  | 'identity'
  | 'ssh-key'
  | 'grid'
  | 'node'
  | 'user'
  | 'invitation'
  | 'session'
  | 'token'

/** One thing that happened. `message` is a sentence without secrets; hostile text in it is cleaned by the caller. */
export interface EventInput {
  kind: EventKind
  subjectId: string
  networkId?: string | null
  clusterId?: string | null
  gridId?: string | null
  fromState?: string | null
  toState?: string | null
  message: string
  /** null for COCKPIT_API_TOKEN and for the cockpit itself; use `...by(actor)` */
  actorId?: string | null
  /** as it was then; an event with a name is part of the audit page */
  actorName?: string | null
  /** the API token it was done with, or ENVIRONMENT_TOKEN */
  tokenId?: string | null
  /** role from which on people may read it */
  minimumRole?: Role
}

/** Who did it, for an event: the person, their name now, and the API token they used. */
export function by(actor: Actor): {
  actorId: string | null
  actorName: string
  tokenId: string | null
} {
  return { actorId: actor.userId, actorName: actor.name, tokenId: actor.tokenId ?? null }
}

// The row is not committed yet when it is recorded; streams that look too early look again a second later.
const COMMIT_GRACE_MS = 40

function announceSoon(): void {
  setTimeout(() => notify('events'), COMMIT_GRACE_MS).unref()
}

/** Appends event rows inside the transaction that makes the changes they tell of. */
export async function recordEvents(tx: Transaction, inputs: readonly EventInput[]): Promise<void> {
  if (inputs.length === 0) return
  await tx.event.createMany({ data: inputs.map((input) => ({ ...input })) })
  announceSoon()
}

/** Appends one event row; see `recordEvents`. */
export async function recordEvent(tx: Transaction, input: EventInput): Promise<void> {
  await recordEvents(tx, [input])
}
