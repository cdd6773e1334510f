'use client'

import { FileJson, Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import type { GridView, NetworkSummary } from '@/lib/schemas/views'
import { NetworkTable } from './network-table'

// Loaded when opened: most visits only look.
const ImportNetworkDialog = dynamic(
  () => import('./import-network-dialog').then((module) => module.ImportNetworkDialog),
  { ssr: false },
)
const NewNetworkDialog = dynamic(
  () => import('./new-network-dialog').then((module) => module.NewNetworkDialog),
  { ssr: false },
)

interface NetworksPageProps {
  networks: readonly NetworkSummary[]
  grids: readonly Pick<GridView, 'id' | 'name'>[]
  canDesign: boolean
  /** where this cockpit answers, for the command to copy */
  baseUrl: string
}

export function NetworksPage({ networks, grids, canDesign, baseUrl }: NetworksPageProps) {
  const router = useRouter()
  const isAsked = useSearchParams().get('new') === '1' && canDesign
  const [dialog, setDialog] = useState<'new' | 'import' | null>(isAsked ? 'new' : null)
  const close = () => {
    setDialog(null)
    if (isAsked) router.replace('/networks')
  }
  const importButton = (
    <Button onClick={() => setDialog('import')}>
      <FileJson aria-hidden />
      Import network.json
    </Button>
  )
  const newButton = (
    <Button variant="primary" onClick={() => setDialog('new')}>
      <Plus aria-hidden />
      New network
    </Button>
  )
  return (
    <>
      {networks.length === 0 ? (
        <>
          <h1 className="sr-only">Networks</h1>
          <EmptyState
            title="No networks yet"
            actions={
              canDesign && (
                <>
                  {newButton}
                  {importButton}
                </>
              )
            }
            commands={commands(baseUrl)}
          >
            {canDesign
              ? 'Draw one on the canvas and see its peers before anything is reserved.'
              : 'A designer of the team can draw the first one.'}
          </EmptyState>
        </>
      ) : (
        <PageBody>
          <PageHeader
            title="Networks"
            actions={
              canDesign && (
                <>
                  {importButton}
                  {newButton}
                </>
              )
            }
          />
          <NetworkTable networks={networks} showsGrid={grids.length > 1} />
        </PageBody>
      )}
      {dialog === 'new' && (
        <NewNetworkDialog
          open
          onOpenChange={close}
          grids={grids}
          takenRanges={networks.map(({ range }) => range)}
        />
      )}
      {dialog === 'import' && <ImportNetworkDialog open onOpenChange={close} grids={grids} />}
    </>
  )
}

/** Works as it is where COCKPIT_API_TOKEN is set. */
function commands(baseUrl: string) {
  const head = `curl -sS ${baseUrl}/api/v1/networks -H "Authorization: Bearer $COCKPIT_API_TOKEN" -H 'Content-Type: application/json'`
  return [`${head} -d '{"name":"kestrel","range":"10.40.0.0/16"}'`]
}
