'use client'

import { Maximize2, Waypoints, X } from 'lucide-react'
import Link from 'next/link'
import { Button, buttonStyles } from '@/components/ui/button'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { ErrorPanel } from '@/components/ui/error-panel'
import { span } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { FreshnessStatus } from '@/components/ui/status-dot'
import { SimulatedTag, Tag } from '@/components/ui/tag'
import { countryCode } from '@/lib/network/country-code'
import type { NodeRow } from '@/lib/nodes/node-row'
import { NodeTabs } from './node-tabs'
import { nodeHref, nodeTitle } from './node-title'
import { useNode } from './use-node'

interface NodePanelProps {
  row: NodeRow
  canAdd: boolean
  onAdd: () => void
  onClose: () => void
}

/** One node beside the table: who it is at once, the rest as soon as it is loaded. */
export function NodePanel({ row, canAdd, onAdd, onClose }: NodePanelProps) {
  const { node, history } = useNode(row)
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="border-b px-4 pt-3 pb-3">
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 truncate text-title">{nodeTitle(row)}</h2>
          {row.country && <Tag variant="outline">{countryCode(row.country) ?? row.country}</Tag>}
          <EndpointBadge endpointClass={row.endpoint} />
          <span className="ml-auto flex">
            <Link
              href={nodeHref(row)}
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
          <Link
            href={`/farms/${encodeURIComponent(row.gridId)}/${row.farmId}`}
            className="touch-target rounded-sm hover:text-fg hover:underline"
          >
            {row.farm}
          </Link>
          {row.uptime > 0 && (
            <>
              <span aria-hidden>·</span> up for {span(row.uptime * 1000)}
            </>
          )}
          {row.engine === 'simulated' && <SimulatedTag />}
        </p>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {node.error && (
          <div className="p-4">
            <ErrorPanel title="The node could not be read">{node.error}</ErrorPanel>
          </div>
        )}
        {node.value && <NodeTabs node={node.value} history={history.value} error={history.error} />}
        {!node.value && !node.error && <SkeletonRows label="Loading the node…" />}
      </div>
      <footer className="flex h-13 shrink-0 items-center gap-2 border-t px-4">
        <OnNetworks networks={history.value?.networks ?? []} />
        {canAdd && (
          <Button size="sm" className="ml-auto shrink-0" onClick={onAdd}>
            <Waypoints aria-hidden /> Add to network
          </Button>
        )}
      </footer>
    </div>
  )
}

function OnNetworks({ networks }: { networks: readonly { id: string; name: string }[] }) {
  const [first] = networks
  if (!first) return null
  return (
    <p className="min-w-0 truncate text-caption text-fg-3">
      On {networks.length === 1 ? '1 network of yours: ' : `${networks.length} networks of yours: `}
      <span className="text-fg">{networks.map(({ name }) => name).join(', ')}</span>
    </p>
  )
}
