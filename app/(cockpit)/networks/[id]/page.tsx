import type { Metadata } from 'next'
import { Designer } from '@/components/designer/designer'
import { toPaletteNode } from '@/components/designer/model/palette-node'
import { pageActor } from '@/lib/server/access/page'
import { hasRole, type Actor } from '@/lib/server/auth/actor'
import { listIdentities } from '@/lib/server/identities/identities'
import { getNetwork } from '@/lib/server/networks/networks'
import { planOutline } from '@/lib/server/networks/plan-network'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { listNodes } from '@/lib/server/nodes/nodes'
import { orNotFound } from './network-data'

export const metadata: Metadata = { title: 'Network' }

interface PageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<{ add?: string | string[] }>
}

export default async function Page({ params, searchParams }: PageProps) {
  const actor = await pageActor('PAGE /networks/[id]')
  const [{ id }, { add }] = await Promise.all([params, searchParams])
  const view = await orNotFound(getNetwork(actor, id))
  const [nodes, identities, plan] = await Promise.all([
    listNodes({ gridId: view.gridId }),
    listIdentities(actor),
    planOf(actor, id),
  ])
  const known = new Set(nodes.map(({ nodeId }) => nodeId))
  return (
    <Designer
      key={id}
      view={view}
      plan={plan}
      nodes={nodes.map((node) => toPaletteNode(node, nodeLabel(node)))}
      identities={identities}
      addNodeIds={[add ?? []]
        .flat()
        .flatMap((list) => list.split(','))
        .filter((nodeId) => known.has(nodeId))}
      canDesign={hasRole(actor.role, 'designer')}
      canOperate={hasRole(actor.role, 'operator')}
    />
  )
}

function planOf(actor: Actor, id: string) {
  return hasRole(actor.role, 'designer') ? planOutline(actor, id) : null
}
