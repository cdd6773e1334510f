'use client'

import { CalendarClock, Maximize2, Waypoints, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button, buttonStyles } from '@/components/ui/button'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { ErrorPanel } from '@/components/ui/error-panel'
import { IconButton } from '@/components/ui/icon-button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { FreshnessStatus } from '@/components/ui/status-dot'
import { SimulatedTag, Tag } from '@/components/ui/tag'
import type { NodeView } from '@/lib/schemas/views'
import { countryCode } from '@/lib/network/country-code'
import { NodeFacts } from './node-detail'
import { nodeTitle, type NodeRow } from './node-row'

interface NodePanelProps {
  row: NodeRow
  canAdd: boolean
  onAdd: () => void
  onClose: () => void
}

/** One node beside the table: who it is at once, the rest as soon as it is loaded. */
export function NodePanel({ row, canAdd, onAdd, onClose }: NodePanelProps) {
  const { node, error } = useNode(row)
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-surface">
      <header className="border-b px-4 pt-3 pb-3">
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 truncate text-title">{nodeTitle(row)}</h2>
          {row.country && <Tag variant="outline">{countryCode(row.country) ?? row.country}</Tag>}
          <EndpointBadge endpointClass={row.endpoint} />
          <span className="ml-auto flex">
            <Link
              href={`/nodes/${encodeURIComponent(row.gridId)}/${encodeURIComponent(row.nodeId)}`}
              aria-label="Open as a page"
              title="Open as a page"
              className={buttonStyles({ variant: 'ghost', size: 'sm' })}
            >
              <Maximize2 aria-hidden />
            </Link>
            <IconButton label="Close panel" shortcut="Esc" onClick={onClose}>
              <X />
            </IconButton>
          </span>
        </div>
        <p className="mt-1 flex flex-wrap items-center gap-2 text-caption text-fg-3">
          <FreshnessStatus freshness={row.freshness} className="text-caption" />
          <span aria-hidden>·</span>
          {row.farm}
          {row.simulated && <SimulatedTag />}
        </p>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && (
          <div className="p-4">
            <ErrorPanel title="The node could not be read">{error}</ErrorPanel>
          </div>
        )}
        {node && <NodeFacts node={node} />}
        {!node && !error && <SkeletonRows label="Loading the node…" />}
      </div>
      <footer className="flex h-13 shrink-0 items-center gap-2 border-t px-4">
        <Button asChild variant="ghost" size="sm" className="-ml-2">
          <Link href={`/reservations?node=${encodeURIComponent(row.nodeId)}`}>
            <CalendarClock aria-hidden /> Reservations here
          </Link>
        </Button>
        {canAdd && (
          <Button size="sm" className="ml-auto" onClick={onAdd}>
            <Waypoints aria-hidden /> Add to network
          </Button>
        )}
      </footer>
    </div>
  )
}

/** The whole node; read again when the row reports anew. */
function useNode(row: NodeRow): { node: NodeView | null; error: string | null } {
  const [state, setState] = useState<{
    key: string
    node: NodeView | null
    error: string | null
  } | null>(null)
  const { key, gridId, nodeId, reportedAt } = row
  useEffect(() => {
    const controller = new AbortController()
    const path = `/api/v1/nodes/${encodeURIComponent(gridId)}/${encodeURIComponent(nodeId)}`
    api<NodeView>('GET', path, undefined, { signal: controller.signal })
      .then((node) => setState({ key, node, error: null }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setState({ key, node: null, error: sentenceOf(error) })
      })
    return () => controller.abort()
  }, [key, gridId, nodeId, reportedAt])
  return state?.key === key ? state : { node: null, error: null }
}
