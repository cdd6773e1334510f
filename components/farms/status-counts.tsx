import { count } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { FRESHNESS_LOOK } from '@/components/ui/status-table'

/** How many nodes are up, late and down; what is none is left out. */
export function StatusCounts({ counts }: { counts: { up: number; late: number; down: number } }) {
  const shown = (['up', 'late', 'down'] as const).filter((one) => counts[one] > 0)
  if (shown.length === 0) return <span className="text-fg-3">no nodes</span>
  return (
    <span className="inline-flex items-center gap-3 tabular-nums">
      {shown.map((one) => (
        <span key={one} className="inline-flex items-center gap-1.5 text-fg-2">
          <Glyph tone={FRESHNESS_LOOK[one].tone} className="size-2" />
          {count(counts[one])} {one}
        </span>
      ))}
    </span>
  )
}
