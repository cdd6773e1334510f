import { Plus, Zap } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import type { ClusterSummary } from '@/lib/schemas/clusters'
import { ClusterTable } from './cluster-table'

interface ClustersPageProps {
  clusters: readonly ClusterSummary[]
  showsGrid: boolean
  canDesign: boolean
}

// The command asks for an account, a range, how long, how many nodes and their size.
const COMMANDS = ['npm run cockpit -- up github:YOUR-NAME 10.44 2d 3 1']

export function ClustersPage({ clusters, showsGrid, canDesign }: ClustersPageProps) {
  if (clusters.length === 0) return <NoClusters canDesign={canDesign} />
  return (
    <PageBody>
      <PageHeader
        title="Clusters"
        actions={
          canDesign && (
            <>
              <Button asChild>
                <Link href="/quick-start">
                  <Zap aria-hidden /> Quick start
                </Link>
              </Button>
              <Button asChild variant="primary">
                <Link href="/clusters/new">
                  <Plus aria-hidden /> New cluster
                </Link>
              </Button>
            </>
          )
        }
      />
      <ClusterTable clusters={clusters} showsGrid={showsGrid} />
    </PageBody>
  )
}

function NoClusters({ canDesign }: { canDesign: boolean }) {
  return (
    <>
      <h1 className="sr-only">Clusters</h1>
      <EmptyState
        title="No clusters yet"
        commands={COMMANDS}
        actions={
          canDesign && (
            <>
              <Button asChild variant="primary">
                <Link href="/quick-start">
                  <Zap aria-hidden /> Quick start
                </Link>
              </Button>
              <Button asChild>
                <Link href="/clusters/new">
                  <Plus aria-hidden /> New cluster
                </Link>
              </Button>
            </>
          )
        }
      >
        {canDesign
          ? 'Quick start builds one from five answers; New cluster puts one on a network you have drawn.'
          : 'A designer of the team can plan the first one.'}
      </EmptyState>
    </>
  )
}
