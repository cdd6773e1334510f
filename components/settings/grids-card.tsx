'use client'

import { Plus, RefreshCw, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { plural } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { StatusDot } from '@/components/ui/status-dot'
import { GRID_LOOK } from '@/components/ui/status-table'
import { Tag } from '@/components/ui/tag'
import { RelativeTime } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import type { GridView } from '@/lib/schemas/views'
import { AddGrid } from './add-grid'

interface GridsCardProps {
  grids: readonly GridView[]
  canCheck: boolean
  canManage: boolean
}

export function GridsCard({ grids, canCheck, canManage }: GridsCardProps) {
  const [adding, setAdding] = useState(false)
  return (
    <Card>
      <CardHeader
        title="Grids"
        actions={
          canManage && (
            <Button size="sm" onClick={() => setAdding(true)}>
              <Plus aria-hidden /> Add grid
            </Button>
          )
        }
      />
      <ul className="divide-y">
        {grids.map((grid) => (
          <GridRow key={grid.id} grid={grid} canCheck={canCheck} canManage={canManage} />
        ))}
        {grids.length === 0 && <li className="px-4 py-6 text-fg-3">No grid is connected.</li>}
      </ul>
      {canManage && <AddGrid open={adding} onOpenChange={setAdding} />}
    </Card>
  )
}

function GridRow({
  grid,
  canCheck,
  canManage,
}: {
  grid: GridView
  canCheck: boolean
  canManage: boolean
}) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [removing, setRemoving] = useState(false)
  const check = async () => {
    setBusy(true)
    try {
      await api('POST', `/api/v1/grids/${grid.id}/check`)
    } catch (error) {
      toast.error(sentenceOf(error))
    }
    setBusy(false)
    router.refresh()
  }
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-label">{grid.name}</h3>
        {grid.kind === 'embedded' && <Tag>embedded</Tag>}
        <StatusDot {...GRID_LOOK[grid.state]} />
        <span className="ml-auto flex items-center gap-1">
          {canCheck && (
            <Button size="sm" variant="ghost" busy={busy} onClick={() => void check()}>
              {!busy && <RefreshCw aria-hidden />} Check now
            </Button>
          )}
          {canManage && grid.kind !== 'embedded' && (
            <IconButton label={`Remove ${grid.name}`} onClick={() => setRemoving(true)}>
              <Trash2 />
            </IconButton>
          )}
        </span>
      </div>
      <p className="mono mt-1 flex items-center gap-1 break-all text-fg-2">
        {grid.url}
        <CopyButton text={grid.url} what="grid address" />
      </p>
      <p className="mt-1 flex flex-wrap gap-x-4 text-caption text-fg-3">
        <span>{plural(grid.nodeCount, 'node')}</span>
        <span>{plural(grid.farmCount, 'farm')}</span>
        {grid.checkedAt && (
          <span>
            {grid.state === 'down' ? 'tried' : 'read'} <RelativeTime at={grid.checkedAt} />
          </span>
        )}
        {grid.state === 'down' && grid.nextCheckAt && (
          <span>
            next try <RelativeTime at={grid.nextCheckAt} />
          </span>
        )}
        {grid.additions.length > 0 && <span>speaks also: {grid.additions.join(', ')}</span>}
      </p>
      {grid.error && grid.state === 'down' && (
        <p className="mt-2 break-words text-fg-2">{grid.error}</p>
      )}
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        title={`Remove ${grid.name}`}
        name={grid.name}
        action="Remove grid"
        notDone="The grid is still connected."
        onConfirm={async () => {
          await api('DELETE', `/api/v1/grids/${grid.id}`)
          router.refresh()
        }}
      >
        The cockpit forgets its nodes and farms. What runs on the grid goes on running.
      </ConfirmDialog>
    </li>
  )
}
