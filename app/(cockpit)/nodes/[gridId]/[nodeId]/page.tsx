import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { countryCode } from '@/lib/network/country-code'
import { NodeTabs } from '@/components/nodes/node-tabs'
import { nodeTitle } from '@/components/nodes/node-title'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { Card } from '@/components/ui/card'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { FreshnessStatus } from '@/components/ui/status-dot'
import { SimulatedTag, Tag } from '@/components/ui/tag'
import { isDomainError } from '@/lib/errors/domain-error'
import { pageActor } from '@/lib/server/access/page'
import { getNodeHistory } from '@/lib/server/nodes/history'
import { getNode } from '@/lib/server/nodes/nodes'

export const metadata: Metadata = { title: 'Node' }

interface NodePageProps {
  params: Promise<{ gridId: string; nodeId: string }>
}

export default async function NodePage({ params }: NodePageProps) {
  const actor = await pageActor('PAGE /nodes/[gridId]/[nodeId]')
  const { gridId, nodeId } = await params
  const node = await loadNode(decodeURIComponent(gridId), decodeURIComponent(nodeId))
  const history = await getNodeHistory(actor, node.gridId, node.nodeId)
  const title = nodeTitle(node)
  return (
    <PageBody narrow>
      <Crumbs items={[{ label: 'Nodes', href: '/nodes' }, { label: title }]} />
      <LiveRefresh kinds={['node', 'grid']} />
      <PageHeader
        title={title}
        meta={
          <>
            {node.country && (
              <Tag variant="outline">{countryCode(node.country) ?? node.country}</Tag>
            )}
            <EndpointBadge endpointClass={node.endpointClass} />
            <FreshnessStatus freshness={node.freshness} />
            <Link
              href={`/farms/${encodeURIComponent(node.gridId)}/${node.farmId}`}
              className="touch-target rounded-sm text-fg-3 hover:text-fg hover:underline"
            >
              {node.farmName}
            </Link>
            {node.engine === 'simulated' && <SimulatedTag />}
          </>
        }
      />
      <Card>
        <h2 className="sr-only">About the node</h2>
        <NodeTabs node={node} history={history} />
      </Card>
    </PageBody>
  )
}

async function loadNode(gridId: string, nodeId: string) {
  try {
    return await getNode(gridId, nodeId)
  } catch (error) {
    if (isDomainError(error, 'NOT_FOUND')) notFound()
    throw error
  }
}
