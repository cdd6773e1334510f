import { cx } from '@/components/ui/cx'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { plural } from '@/components/ui/format'
import { Key } from '@/components/ui/key'
import type { PlanChange } from '@/lib/schemas/views'
import { anchorOf } from './change-list'
import { diffGroups, peerCounts, type DiffLine, type LineKind } from './diff-lines'

interface ChangeDiffProps {
  change: PlanChange
  ownerOf: (subnet: string) => string | undefined
}

/** One node's change, line by line. */
export function ChangeDiff({ change, ownerOf }: ChangeDiffProps) {
  const titleId = `${anchorOf(change.nodeId)}-title`
  return (
    <section
      id={anchorOf(change.nodeId)}
      aria-labelledby={titleId}
      className="scroll-mt-0 border-b pb-4 last:border-b-0"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-3 md:px-6">
        <h2 id={titleId} className="text-title">
          {change.label}
        </h2>
        <Key value={change.nodeId} what="node id" />
        <EndpointBadge endpointClass={change.endpointClass} />
        <PeerSummary change={change} />
      </header>
      {diffGroups(change, ownerOf).map((group) => (
        <div key={group.title}>
          <h3 className="px-4 pt-3.5 pb-1.5 text-caption font-medium text-fg-2 md:px-6">
            {group.title}
          </h3>
          {group.lines.length > 0 && (
            <ul className="overflow-x-auto" tabIndex={0} aria-label={group.title}>
              {group.lines.map((line, index) => (
                <Line key={index} line={line} />
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  )
}

const LOOK: Record<LineKind, { sign: string; word: string; row: string; mark: string }> = {
  add: {
    sign: '+',
    word: 'added',
    row: 'bg-[color-mix(in_oklab,var(--ok)_var(--tint),transparent)] text-fg',
    mark: 'text-ok',
  },
  remove: {
    sign: '−',
    word: 'removed',
    row: 'bg-[color-mix(in_oklab,var(--err)_var(--tint),transparent)] text-fg-2',
    mark: 'text-err',
  },
  keep: { sign: ' ', word: '', row: 'text-fg-2', mark: '' },
}

/** One line of a diff: sign, name and value. */
export function Line({ line }: { line: DiffLine }) {
  const { sign, word, row, mark } = LOOK[line.kind]
  return (
    <li
      className={cx(
        'mono grid w-max min-w-full grid-cols-[16px_104px_1fr] leading-6 px-4 md:px-6',
        row,
      )}
    >
      <span aria-hidden className={cx('font-medium', mark)}>
        {sign}
      </span>
      <span>
        {line.name}
        {word && <span className="sr-only"> {word}</span>}
      </span>
      <span className="whitespace-pre">
        {line.value}
        {line.note && <span className="text-fg-3"> {line.note}</span>}
      </span>
    </li>
  )
}

function PeerSummary({ change }: { change: PlanChange }) {
  const { add, change: changed, remove } = peerCounts(change)
  return (
    <p className="flex flex-wrap gap-x-3 text-caption text-fg-3 md:ml-auto">
      {add > 0 && <span className="font-medium text-ok">+{plural(add, 'peer')}</span>}
      {changed > 0 && <span className="font-medium text-warn">~{plural(changed, 'peer')}</span>}
      {remove > 0 && <span className="font-medium text-err">−{plural(remove, 'peer')}</span>}
      {change.replaces && (
        <span>
          {change.kind === 'remove' ? 'deletes' : 'replaces'}{' '}
          <span className="mono text-fg-2">{change.replaces}</span>
          {change.kind === 'change' && ' in place'}
        </span>
      )}
    </p>
  )
}
