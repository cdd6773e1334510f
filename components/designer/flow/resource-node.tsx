import type { NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { cx } from '@/components/ui/cx'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { StatusDot } from '@/components/ui/status-dot'
import { Tag } from '@/components/ui/tag'
import { Handles } from './handles'
import { ProblemPill } from './problem-pill'
import { ResourceIcon } from './resource-icon'
import { StudyMark } from './study-mark'
import type { ResourceFlowNode } from './to-flow'

/** Draws one network resource. No store, no fetch, no rules: what to say arrives in `view`. */
export const ResourceNode = memo(function ResourceNode({
  data: { view, mark, off },
  selected,
}: NodeProps<ResourceFlowNode>) {
  return (
    <article
      className={cx(
        'ds-card',
        view.isStaged && 'is-staged',
        view.endpointClass === 'hidden' && 'is-hidden',
        view.isAccessPoint && 'is-access',
        selected && 'is-selected',
        mark && (mark.isBroken ? 'is-broken' : 'is-traced'),
        off === 'off' && 'is-off',
      )}
    >
      <Handles />
      {!off && <ProblemPill problems={view.problems} />}
      <StudyMark mark={mark} off={off} />
      <div className="flex items-center gap-1.5">
        <ResourceIcon view={view} />
        <h3 className="min-w-0 truncate text-label">{view.title}</h3>
        {view.isRouter && <Tag>router</Tag>}
        <EndpointBadge endpointClass={view.endpointClass} className="ml-auto" />
      </div>
      <div className="flex items-center gap-2 text-caption text-fg-3">
        <span className="min-w-0 flex-1 truncate">{view.farm}</span>
        <span className="mono text-fg-3">{view.shortKey}</span>
      </div>
      <div className="flex items-center gap-1.5 text-caption whitespace-nowrap">
        <span className="mono tabular-nums">{view.subnet}</span>
        {view.isSimulated && <SimulatedMark />}
        <StatusDot {...view.status} className="ml-auto" />
      </div>
    </article>
  )
})

/** Short form for a card of 224 px; the panel and the table say the whole word. */
function SimulatedMark() {
  return (
    <span className="text-fg-3" title="simulated node">
      sim<span className="sr-only">ulated</span>
    </span>
  )
}
