import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { count, plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { FRESHNESS_LOOK, GRID_LOOK } from '@/components/ui/status-table'
import { StatusDot } from '@/components/ui/status-dot'
import { RelativeTime } from '@/components/ui/time'
import type { OverviewView } from '@/lib/schemas/views'
import { GridMap } from './grid-map'
import type { Place } from '@/components/map/places'

interface GridCardProps {
  overview: OverviewView
  places: readonly Place[]
  unplaced: number
}

export function GridCard({ overview, places, unplaced }: GridCardProps) {
  const { nodes, farms, grids } = overview
  return (
    <Card className="flex flex-col">
      <CardHeader
        title="Grid health"
        note={
          <span className="max-sm:hidden">
            {plural(farms, 'farm')}, {plural(nodes.total, 'node')}
          </span>
        }
        actions={
          <div className="flex gap-3 pr-2 text-caption whitespace-nowrap text-fg-3 sm:gap-4">
            {(['up', 'late', 'down'] as const).map((freshness) => (
              <Link
                key={freshness}
                href={`/nodes?status=${freshness}`}
                className="inline-flex items-center gap-1.5 rounded-sm tabular-nums hover:text-fg"
              >
                <Glyph tone={FRESHNESS_LOOK[freshness].tone} className="size-2" />
                {freshness} {count(nodes[freshness])}
              </Link>
            ))}
          </div>
        }
      />
      <div className="flex flex-1 items-center px-3 pt-1">
        {nodes.total === 0 ? (
          <div className="w-full">
            <EmptyState compact title="No nodes have registered yet">
              They show here within seconds of registering with the explorer.
            </EmptyState>
          </div>
        ) : (
          <GridMap places={places} />
        )}
      </div>
      <div className="flex min-h-10 flex-wrap items-center gap-x-6 gap-y-1 border-t px-4 py-2 text-caption text-fg-3">
        {grids.map((grid) => (
          <span key={grid.id} className="inline-flex items-center gap-1.5">
            <span className="text-fg">{grid.name}</span>
            <StatusDot {...GRID_LOOK[grid.state]} className="text-caption" />
            {grid.checkedAt && (
              <>
                {grid.state === 'down' ? 'tried' : 'read'} <RelativeTime at={grid.checkedAt} />
              </>
            )}
          </span>
        ))}
        {unplaced > 0 && (
          <span className="ml-auto">{plural(unplaced, 'node')} without a place</span>
        )}
      </div>
    </Card>
  )
}
