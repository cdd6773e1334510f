import { Check, GripVertical } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { gib, shortKey } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { FRESHNESS_LOOK } from '@/components/ui/status-table'
import type { PaletteNode } from '../model/palette-node'
import { DRAG_NODE } from './drag'

interface PaletteRowProps {
  node: PaletteNode
  isAdded: boolean
  onAdd: () => void
}

/** One node that can be added: place, key, what is free, how it can be dialled. */
export function PaletteRow({ node, isAdded, onAdd }: PaletteRowProps) {
  const name = node.label
  const free = `${node.free.cru} vCPU · ${gib(node.free.mru)} free`
  return (
    <li>
      <button
        type="button"
        disabled={isAdded}
        draggable={!isAdded}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAG_NODE, node.nodeId)
          event.dataTransfer.effectAllowed = 'copy'
        }}
        onClick={onAdd}
        aria-label={isAdded ? `${name}, added` : `Add ${name}`}
        title={isAdded ? 'Already in this network' : node.nodeId}
        className={cx(
          'group flex w-full items-center gap-1.5 py-1.5 pr-3 pl-1.5 text-left focus-visible:-outline-offset-2',
          isAdded ? 'text-fg-3' : 'cursor-grab hover:bg-hover',
        )}
      >
        <GripVertical
          aria-hidden
          className={cx('size-3.5 shrink-0 text-fg-3', isAdded ? 'opacity-0' : 'opacity-60')}
        />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <span className="min-w-0 truncate text-label">{name}</span>
            {node.freshness !== 'up' && <Freshness node={node} />}
            {isAdded ? (
              <span className="ml-auto inline-flex items-center gap-1 text-caption">
                <Check aria-hidden className="size-3" />
                added
              </span>
            ) : (
              <EndpointBadge endpointClass={node.endpointClass} className="ml-auto" />
            )}
          </span>
          <span className="flex items-center gap-2 text-caption text-fg-3">
            <span className="mono text-fg-3">{shortKey(node.nodeId)}</span>
            <span className="truncate tabular-nums">{free}</span>
            {node.engine === 'simulated' && (
              <span className="ml-auto shrink-0 text-micro font-normal" title="simulated node">
                sim<span className="sr-only">ulated</span>
              </span>
            )}
          </span>
        </span>
      </button>
    </li>
  )
}

function Freshness({ node }: { node: PaletteNode }) {
  const { tone, word } = FRESHNESS_LOOK[node.freshness]
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-micro font-normal text-fg-2">
      <Glyph tone={tone} className="size-2" />
      {word.toLowerCase()}
    </span>
  )
}
