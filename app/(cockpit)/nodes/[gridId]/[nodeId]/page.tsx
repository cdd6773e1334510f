import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { countryCode } from '@/lib/network/country-code'
import { NodeFacts } from '@/components/nodes/node-detail'
import { nodeTitle } from '@/components/nodes/node-row'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { Card, CardHeader } from '@/components/ui/card'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { FreshnessStatus } from '@/components/ui/status-dot'
import { SimulatedTag, Tag } from '@/components/ui/tag'
import { isDomainError } from '@/lib/errors/domain-error'
import { pageActor } from '@/lib/server/access/page'
import { getNode } from '@/lib/server/nodes/nodes'

export const metadata: Metadata = { title: 'Node' }

interface NodePageProps {
  params: Promise<{ gridId: string; nodeId: string }>
}

export default async function NodePage({ params }: NodePageProps) {
  await pageActor('PAGE /nodes/[gridId]/[nodeId]')
  const { gridId, nodeId } = await params
  const node = await loadNode(decodeURIComponent(gridId), decodeURIComponent(nodeId))
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
            <span className="text-fg-3">{node.farmName}</span>
            {node.engine === 'simulated' && <SimulatedTag />}
          </>
        }
      />
      <Card>
        <CardHeader title="What the explorer says" />
        <NodeFacts node={node} />
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
