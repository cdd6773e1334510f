import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** People, tokens, sessions, who did what. */
export const TEAM: readonly OperationDoc[] = []
