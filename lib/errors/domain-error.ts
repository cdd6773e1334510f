/** Every way the cockpit can say no. One code, one meaning; the HTTP status of each stands in `http-status.ts`. */
export type ErrorCode =
  | 'ACCESS_DENIED'
  | 'ALREADY_EXISTS'
  | 'BODY_TOO_LARGE'
  | 'CAPABILITY_MISSING'
  | 'CLOCK_SKEW'
  | 'DATABASE_BUSY'
  | 'DATABASE_UNREACHABLE'
  | 'DESIGN_STALE'
  | 'DEVICE_KEY_UNKNOWN'
  | 'DURATION_BARE_NUMBER'
  | 'DURATION_INVALID'
  | 'DURATION_NOT_POSITIVE'
  | 'DURATION_TOO_LONG'
  | 'FILE_IN_USE'
  | 'GITHUB_BAD_ANSWER'
  | 'GITHUB_UNREACHABLE'
  | 'GRID_BAD_ANSWER'
  | 'GRID_IN_USE'
  | 'GRID_REJECTED'
  | 'GRID_UNREACHABLE'
  | 'HIDDEN_ACCESS_POINT'
  | 'IDENTITY_IN_USE'
  | 'INVALID_BODY'
  | 'INVALID_CIDR'
  | 'INVALID_KEY'
  | 'INVALID_NETWORK_FILE'
  | 'INVALID_NODE_ID'
  | 'INVALID_RESERVATION'
  | 'INVALID_SEED'
  | 'INVALID_SIGNATURE'
  | 'INVALID_WG_QUICK'
  | 'INVITATION_INVALID'
  | 'KUBECONFIG_INVALID'
  | 'KUBECONFIG_REFUSED'
  | 'LAST_OWNER'
  | 'LEFT_OVER'
  | 'NAME_INVALID'
  | 'NETWORK_CYCLE'
  | 'NETWORK_NOT_DEPLOYED'
  | 'NOT_FOUND'
  | 'NO_ACCESS_POINT'
  | 'NO_IDENTITY'
  | 'NO_ROUTER'
  | 'OPERATION_RUNNING'
  | 'ORIGIN_REFUSED'
  | 'PLAN_BLOCKED'
  | 'PLAN_CHANGED'
  | 'PORT_IN_USE'
  | 'PORT_RANGE_EXHAUSTED'
  | 'PROOF_BUSY'
  | 'PROOF_FAILED'
  | 'PROOF_IMPOSSIBLE'
  | 'PROOF_TIMEOUT'
  | 'PROOF_TOO_LARGE'
  | 'PROOF_UNAVAILABLE'
  | 'RANGE_EXHAUSTED'
  | 'RATE_LIMITED'
  | 'SEALED_BOX_INVALID'
  | 'SETUP_CODE_WRONG'
  | 'SETUP_DONE'
  | 'SIGN_IN_FAILED'
  | 'SIGN_IN_REQUIRED'
  | 'SSH_ACCOUNT_INVALID'
  | 'SSH_KEYS_NOT_FOUND'
  | 'SSH_KEY_INVALID'
  | 'SUBNET_DUPLICATE'
  | 'SUBNET_OUTSIDE'
  | 'SUBNET_OVERLAP'
  | 'TARGET_REFUSED'
  | 'TIMESTAMP_INVALID'
  | 'TOKEN_END_INVALID'
  | 'TOOL_FAILED'
  | 'TOOL_MISSING'
  | 'TOO_FEW_NODES'
  | 'UNKNOWN_NODE'
  | 'VAULT_LOCKED'

/**
 * A refusal the user can act on.
 *
 * @param message what is wrong, where, and what to do next: one or two plain sentences
 * @param details facts for the caller and the log; never a seed, a private key or a token
 */
export class DomainError extends Error {
  override name = 'DomainError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Whether `error` is a DomainError, optionally of one code. */
export function isDomainError(error: unknown, code?: ErrorCode): error is DomainError {
  return error instanceof DomainError && (code === undefined || error.code === code)
}
