'use client'

import { useMemo, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { groupByFarm } from '../palette/filter-nodes'
import { PaletteRow } from '../palette/palette-row'
import { useDesigner } from '../store/context'
import type { DesignerActions } from '../use-actions'
import type { DesignerModel } from '../use-model'

const ROWS_SHOWN = 60

interface AddNodeDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  model: DesignerModel
  actions: DesignerActions
}

/** The palette where there is no room for one: search, then add as many as wanted. */
export function AddNodeDialog({ open, onOpenChange, model, actions }: AddNodeDialogProps) {
  const [query, setQuery] = useState('')
  const resources = useDesigner((state) => state.design.resources)
  const found = useMemo(
    () => groupByFarm([...model.nodes.values()], query).flatMap((farm) => farm.nodes),
    [model.nodes, query],
  )
  const added = new Set(resources.map(({ nodeId }) => nodeId))
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Add nodes" size="md">
      <Field label="City, farm or node id">
        {(control) => (
          <Input
            {...control}
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </Field>
      <ul aria-label="Nodes found" className="mt-3 -mx-2">
        {found.slice(0, ROWS_SHOWN).map((node) => (
          <PaletteRow
            key={node.nodeId}
            node={node}
            isAdded={added.has(node.nodeId)}
            onAdd={() => actions.addNode(node.nodeId)}
          />
        ))}
      </ul>
      {found.length === 0 && <p className="text-caption text-fg-3">No node matches.</p>}
      {found.length > ROWS_SHOWN && (
        <p className="mt-2 text-caption text-fg-3">
          {found.length - ROWS_SHOWN} more. Type to narrow them down.
        </p>
      )}
    </Dialog>
  )
}
