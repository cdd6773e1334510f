import { randomUUID } from 'node:crypto'
import type { QuickStartDraft, QuickStartPlanInput } from '@/lib/schemas/quick-start'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { storeNetwork } from '@/lib/server/networks/create'
import { compileQuickStart } from './compile'

/**
 * Keeps only the network of a quick start, to go on drawing: nothing is signed, no cluster is made.
 *
 * @throws DomainError what `compileQuickStart` throws
 */
export async function draftQuickStart(
  actor: Actor,
  input: QuickStartPlanInput,
): Promise<QuickStartDraft> {
  requireRole(actor, 'designer')
  const { gridId, identityId, network } = await compileQuickStart(actor, input, randomUUID())
  const { id, name } = await storeNetwork(actor, {
    gridId,
    identityId,
    design: network,
    message: 'made',
  })
  return { networkId: id, name }
}
