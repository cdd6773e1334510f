import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** Files to download again, and SSH keys. */
export const FILES: readonly OperationDoc[] = []
