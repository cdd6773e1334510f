import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** A cluster from five answers. */
export const QUICK_START: readonly OperationDoc[] = []
