import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** Keeping the cockpit running. */
export const SERVICE: readonly OperationDoc[] = []
