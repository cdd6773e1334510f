import { Grid3x3, Power, Route } from 'lucide-react'
import type { ReactNode } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { cx } from '@/components/ui/cx'
import { useDesigner } from '../store/context'

/** Opens and closes the three questions one can ask of a design. */
export function StudyTools({ className }: { className?: string }) {
  const isTracing = useDesigner((state) => state.isTracing)
  const isWhatIf = useDesigner((state) => state.isWhatIf)
  const hasMatrix = useDesigner((state) => state.dock === 'matrix' && state.isDockOpen)
  const setTracing = useDesigner((state) => state.setTracing)
  const setWhatIf = useDesigner((state) => state.setWhatIf)
  const showDock = useDesigner((state) => state.showDock)
  return (
    <div
      role="toolbar"
      aria-label="Ask the design"
      className={cx('flex items-center gap-0.5 rounded-lg border bg-surface p-0.5', className)}
    >
      <Tool label="Trace" shortcut="T" isOn={isTracing} onToggle={() => setTracing(!isTracing)}>
        <Route aria-hidden />
      </Tool>
      <Tool label="What-if" shortcut="W" isOn={isWhatIf} onToggle={() => setWhatIf(!isWhatIf)}>
        <Power aria-hidden />
      </Tool>
      <Tool
        label="Matrix"
        shortcut="M"
        isOn={hasMatrix}
        onToggle={() => showDock(hasMatrix ? 'problems' : 'matrix')}
      >
        <Grid3x3 aria-hidden />
      </Tool>
    </div>
  )
}

interface ToolProps {
  label: string
  shortcut: string
  isOn: boolean
  onToggle: () => void
  children: ReactNode
}

function Tool({ label, shortcut, isOn, onToggle, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className="touch-target inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-label text-fg-2 transition-colors hover:bg-hover hover:text-fg aria-pressed:bg-hover aria-pressed:text-accent [&_svg]:size-4"
    >
      {children}
      {label}
      <Kbd className="max-md:hidden">{shortcut}</Kbd>
    </button>
  )
}
