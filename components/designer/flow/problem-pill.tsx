import { Glyph } from '@/components/ui/glyph'
import type { ProblemCount } from '../model/types'

/** On the top right edge of a card: glyph and count, errors first. */
export function ProblemPill({ problems }: { problems: ProblemCount }) {
  const { errors, warnings } = problems
  if (errors + warnings === 0) return null
  const word = errors > 0 ? 'problem' : 'warning'
  const value = errors > 0 ? errors : warnings
  return (
    <span className="ds-flag">
      <Glyph tone={errors > 0 ? 'failed' : 'warning'} className="size-2" />
      <span className="tabular-nums">{value}</span>
      <span className="sr-only">{value === 1 ? word : `${word}s`}</span>
    </span>
  )
}
