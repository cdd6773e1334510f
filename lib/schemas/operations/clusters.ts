import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** Clusters: design, plan, apply, delete. */
export const CLUSTERS: readonly OperationDoc[] = []
