import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** Other workloads, and reservations made elsewhere. */
export const WORKLOADS: readonly OperationDoc[] = []
