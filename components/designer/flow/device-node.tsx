import type { NodeProps } from '@xyflow/react'
import { Laptop } from 'lucide-react'
import { memo } from 'react'
import { cx } from '@/components/ui/cx'
import { StatusDot } from '@/components/ui/status-dot'
import { Handles } from './handles'
import { ProblemPill } from './problem-pill'
import { StudyMark } from './study-mark'
import type { DeviceFlowNode } from './to-flow'

/** A device is a pill, so that a laptop never looks like a node. */
export const DeviceNode = memo(function DeviceNode({
  data: { view, mark, off },
  selected,
}: NodeProps<DeviceFlowNode>) {
  return (
    <article
      className={cx(
        'ds-pill',
        view.isStaged && 'is-staged',
        selected && 'is-selected',
        mark && (mark.isBroken ? 'is-broken' : 'is-traced'),
        off === 'off' && 'is-off',
      )}
    >
      <Handles />
      {!off && <ProblemPill problems={view.problems} />}
      <StudyMark mark={mark} off={off} />
      <Laptop aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-fg-3" />
      <div className="min-w-0 flex-1">
        <h3 className="truncate text-label">{view.name}</h3>
        <p className="mono text-fg-2 tabular-nums">{view.subnet}</p>
      </div>
      <StatusDot {...view.status} hideWord />
    </article>
  )
})
