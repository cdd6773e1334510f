import type { NetworkSummary, NetworkView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { loadNetwork, loadNetworks } from './row'
import { planFigures } from './plan-figures'
import { toNetworkView, toSummary } from './view'

const NO_FIGURES = { staged: 0, fixedEnd: null }

/** Every network of the team, newest change first. */
export async function listNetworks(actor: Actor): Promise<NetworkSummary[]> {
  requireRole(actor, 'viewer')
  const rows = await loadNetworks()
  const figures = await planFigures(rows)
  return rows.map((row, index) => toSummary(row, figures[index] ?? NO_FIGURES))
}

/**
 * One network: design, keys, problems and what stands on the grid.
 * @throws DomainError `NOT_FOUND`
 */
export async function getNetwork(actor: Actor, id: string): Promise<NetworkView> {
  requireRole(actor, 'viewer')
  return toNetworkView(await loadNetwork(id))
}
