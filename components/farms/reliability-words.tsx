import { shareWords, watchedWords } from '@/components/nodes/reliability-text'
import type { FarmDetailView } from '@/lib/schemas/nodes'

/** How reliable a farm's nodes were together, and how long that was watched. */
export function ReliabilityWords({ reliability }: { reliability: FarmDetailView['reliability'] }) {
  if (reliability.up === null) return <span className="text-fg-3">not watched yet</span>
  return (
    <>
      {shareWords(reliability.up)} up in 30 days,{' '}
      <span className="text-fg-3">{watchedWords(reliability.knownFor)}</span>
    </>
  )
}
