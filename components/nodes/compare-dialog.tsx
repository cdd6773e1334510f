'use client'

import { Star, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Dialog } from '@/components/ui/dialog'
import { shortKey } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { compareRows, type Comparison } from '@/lib/nodes/compare'
import type { NodeRow } from '@/lib/nodes/node-row'
import { nodeTitle } from './node-title'

interface CompareDialogProps {
  rows: readonly NodeRow[]
  /** ids in the address that no grid lists */
  missing: readonly string[]
  onRemove: (nodeId: string) => void
  /** absent: the reader may not draw networks */
  onAdd?: (() => void) | undefined
  onClose: () => void
}

/** Up to four nodes side by side: what differs stands out, the best value has a star. */
export function CompareDialog({ rows, missing, onRemove, onAdd, onClose }: CompareDialogProps) {
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Compare ${rows.length} nodes`}
      footer={
        onAdd &&
        rows.length > 0 && (
          <Button variant="primary" onClick={onAdd}>
            Add {rows.length} to network
          </Button>
        )
      }
    >
      {missing.length > 0 && (
        <p role="status" className="mb-3 text-fg-2">
          No grid lists {missing.map((id) => shortKey(id)).join(', ')} now.
        </p>
      )}
      <div tabIndex={0} role="region" aria-label="Comparison" className="overflow-x-auto">
        <table className="w-full min-w-[560px] table-fixed">
          <thead>
            <tr className="h-11 border-b align-middle">
              <th scope="col" className="w-28 text-left text-caption font-medium text-fg-3">
                Fact
              </th>
              {rows.map((row) => (
                <th key={row.key} scope="col" className="px-2 text-left">
                  <span className="flex items-center gap-1">
                    <span className="min-w-0">
                      <span className="block truncate text-label">{nodeTitle(row)}</span>
                      <span className="mono block whitespace-nowrap text-fg-3">
                        {shortKey(row.nodeId)}
                      </span>
                    </span>
                    <IconButton
                      label={`Take ${nodeTitle(row)} ${shortKey(row.nodeId)} out`}
                      size="xs"
                      tooltip={false}
                      className="ml-auto"
                      onClick={() => onRemove(row.nodeId)}
                    >
                      <X />
                    </IconButton>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compareRows(rows).map((line) => (
              <Line key={line.label} line={line} keys={rows.map(({ key }) => key)} />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  )
}

function Line({ line, keys }: { line: Comparison; keys: readonly string[] }) {
  return (
    <tr
      data-differs={line.differs || undefined}
      className={cx('h-8 border-b last:border-0', line.differs && 'bg-hover/60')}
    >
      <th scope="row" className="pr-2 pl-1 text-left text-caption font-normal text-fg-3">
        {line.label}
        {line.differs && <span className="sr-only">, differs</span>}
      </th>
      {line.cells.map((cell, index) => (
        <td
          key={keys[index]}
          className={cx('px-2 tabular-nums', line.differs ? 'text-fg' : 'text-fg-3')}
        >
          <span className="inline-flex items-center gap-1">
            {cell.text}
            {cell.isBest && (
              <>
                <Star aria-hidden className="size-3 shrink-0 fill-current text-ok" />
                <span className="sr-only">, best</span>
              </>
            )}
          </span>
        </td>
      ))}
    </tr>
  )
}
