import type { OperationDoc } from '@/lib/schemas/operations/doc'
import { CLUSTERS } from '@/lib/schemas/operations/clusters'
import { CORE } from '@/lib/schemas/operations/core'
import { FILES } from '@/lib/schemas/operations/files'
import { NODES } from '@/lib/schemas/operations/nodes'
import { PROOFS } from '@/lib/schemas/operations/proofs'
import { QUICK_START } from '@/lib/schemas/operations/quick-start'
import { SERVICE } from '@/lib/schemas/operations/service'
import { TEAM } from '@/lib/schemas/operations/team'
import { TOOLS } from '@/lib/schemas/operations/tools'
import { WORKLOADS } from '@/lib/schemas/operations/workloads'

/** Every REST entry, in the order the document shows them. */
export const OPERATIONS: readonly OperationDoc[] = [
  ...CORE,
  ...TOOLS,
  ...PROOFS,
  ...CLUSTERS,
  ...QUICK_START,
  ...FILES,
  ...NODES,
  ...WORKLOADS,
  ...TEAM,
  ...SERVICE,
]
