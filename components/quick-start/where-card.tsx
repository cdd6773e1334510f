'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { plural } from '@/components/ui/format'
import { Select } from '@/components/ui/select'
import { SimulatedTag, Tag } from '@/components/ui/tag'
import type { QuickStartPlanView } from '@/lib/schemas/quick-start'

// Most people keep what the rule chose: the dialog loads when it is asked for.
const ChangeNodes = dynamic(() => import('./change-nodes').then((module) => module.ChangeNodes), {
  ssr: false,
})

/** Something to choose by name. */
export interface Named {
  id: string
  name: string
}

interface WhereCardProps {
  plan: QuickStartPlanView | null
  grids: readonly Named[]
  /** the grid to build on */
  gridId: string
  onGridId: (gridId: string) => void
  count: number
  size: 1 | 2
  nodeIds: readonly string[] | null
  onNodeIds: (nodeIds: readonly string[] | null) => void
  error: string | undefined
}

const MOST_TAGS = 4

/** On which nodes, and why on those. */
export function WhereCard(props: WhereCardProps) {
  const { plan, grids, gridId, count, size, nodeIds, onNodeIds, error } = props
  const [isOpen, setOpen] = useState(false)
  const names = plan?.machines.map(({ label }) => label) ?? []
  return (
    <Card aria-labelledby="quick-where" className="flex flex-wrap items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <h2 id="quick-where" className="text-label">
          Where
        </h2>
        <p role={error ? 'alert' : undefined} className="text-caption text-fg-3">
          {error ?? (plan ? whereWords(plan, nodeIds !== null) : 'No nodes chosen yet.')}
        </p>
      </div>
      {grids.length > 1 && (
        <Select
          aria-label="Grid"
          selectSize="sm"
          value={gridId}
          options={grids.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={props.onGridId}
        />
      )}
      <span className="flex min-w-0 flex-wrap items-center gap-1">
        {names.slice(0, MOST_TAGS).map((name, index) => (
          <Tag key={index} variant="outline" className="max-w-40 truncate">
            {name}
          </Tag>
        ))}
        {names.length > MOST_TAGS && <Tag>and {names.length - MOST_TAGS} more</Tag>}
        {plan?.machines.some(({ simulated }) => simulated) && <SimulatedTag />}
      </span>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        Change
      </Button>
      {isOpen && (
        <ChangeNodes
          gridId={gridId}
          count={count}
          size={size}
          chosen={nodeIds ?? plan?.machines.map(({ nodeId }) => nodeId) ?? []}
          onClose={() => setOpen(false)}
          onChoose={(chosen) => {
            setOpen(false)
            onNodeIds(chosen)
          }}
        />
      )}
    </Card>
  )
}

function whereWords(plan: QuickStartPlanView, isByHand: boolean): string {
  const { access, farms, machines } = plan
  const spread = `${plural(machines.length, 'node')} of ${plural(farms, 'farm')}`
  const how = isByHand ? 'chosen by you' : 'up and with room'
  const door = access.own
    ? `${access.label} is the access point and carries no VM`
    : `${access.label} has public IPv4: master and access point`
  return `${spread}, ${how}. ${door}.`
}
