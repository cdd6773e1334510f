/** What the embedded explorer must be told by whoever mounts it. */
export interface ExplorerOptions {
  /** path it is mounted at, such as `/explorer`; empty for the root */
  basePath: string
  /** accept writes without signature headers and nodes without enrolment, as the original does */
  compat: boolean
  /** accepted as Bearer on POST /farms and POST /enrolments */
  bootstrapTokens: readonly string[]
  /** whether a Bearer token is an owner's API token */
  isOwnerToken?: ((token: string) => Promise<boolean>) | undefined
  /** clock, in unix milliseconds */
  now: () => number
  /** how long a poll waits for something to do */
  longPollMs: number
  /** aborted when the process stops: polls that wait are answered */
  stopping?: AbortSignal | undefined
  /** how long a client may take to send its body */
  bodyDeadlineMs?: number | undefined
  /** told of every unexpected failure, with the id that the client got */
  report?: ((error: unknown, incident: string) => void) | undefined
}

/** Largest body anybody may send: 1 MiB. */
export const BODY_LIMIT_BYTES = 1024 * 1024

/** Time for a body to arrive. */
export const BODY_DEADLINE_MS = 10_000

/** The original's time for a poll that finds nothing. */
export const LONG_POLL_MS = 20_000
