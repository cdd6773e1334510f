import { Panel } from '@xyflow/react'
import { ArrowRight, Route } from 'lucide-react'
import { Glyph } from '@/components/ui/glyph'
import { useDesigner } from '../store/context'
import type { Study } from './use-study'

/** What to do next while a trace is open, and what came of it, on the canvas itself. */
export function TraceStrip({ study: { trace, names } }: { study: Study }) {
  const isTracing = useDesigner((state) => state.isTracing)
  const from = useDesigner((state) => state.traceFrom)
  const to = useDesigner((state) => state.traceTo)
  if (!isTracing) return null
  const title = (object: string | null) => {
    const machine = object === null ? null : names.machineOf(object)
    return machine === null ? null : names.titleOf(machine)
  }
  const [source, target] = [title(from), title(to)]
  return (
    <Panel
      position="bottom-left"
      className="pointer-events-none flex items-center gap-2 rounded-lg border bg-surface px-3 py-2 text-caption whitespace-nowrap"
    >
      <Route aria-hidden className="size-4 text-fg-3" />
      {source === null ? (
        <span className="text-fg-2">Select the card the packet starts from.</span>
      ) : (
        <>
          <span className="font-medium">{source}</span>
          <ArrowRight aria-hidden className="size-3.5 text-fg-3" />
          {target === null ? (
            <span className="text-fg-2">now the one it should reach</span>
          ) : (
            <span className="font-medium">{target}</span>
          )}
        </>
      )}
      {trace && (
        <span className="inline-flex items-center gap-1.5 border-l pl-2 text-fg-2">
          <Glyph tone={trace.delivered ? 'running' : 'failed'} />
          {trace.delivered ? `Delivered, ${trace.summary}` : trace.summary}
        </span>
      )}
    </Panel>
  )
}
