import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** Saved searches, farms, reliability, tables of nodes. */
export const NODES: readonly OperationDoc[] = []
