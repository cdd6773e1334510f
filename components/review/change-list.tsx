import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { plural } from '@/components/ui/format'
import { cx } from '@/components/ui/cx'
import type { PlanChange, PlanView } from '@/lib/schemas/views'

const MARK = {
  add: { sign: '+', word: 'Added', look: 'bg-ok/8 text-ok' },
  change: { sign: '~', word: 'Changed', look: 'bg-warn/8 text-warn' },
  remove: { sign: '−', word: 'Removed', look: 'bg-err/8 text-err' },
  keep: { sign: '=', word: 'Unchanged', look: 'bg-hover text-fg-3' },
} as const

export const anchorOf = (nodeId: string) => `change-${nodeId}`

/** What changes, at a glance; a row leads to its lines. */
export function ChangeList({ plan, title = 'What changes' }: { plan: PlanView; title?: string }) {
  const changes = plan.changes.filter(({ kind }) => kind !== 'keep')
  const kept = plan.changes.length - changes.length
  return (
    <nav aria-label={title} className="flex flex-col">
      <h2 className="flex h-12 items-center border-b px-4 text-label">{title}</h2>
      <p className="flex h-10 items-center gap-2 px-4 text-label">
        {plural(changes.length, 'reservation')}
        <Counts changes={changes} />
      </p>
      <ul>
        {changes.map((change) => (
          <li key={change.nodeId}>
            <a
              href={`#${anchorOf(change.nodeId)}`}
              className="flex min-h-13 items-center gap-3 px-4 py-2 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
            >
              <Mark kind={change.kind} />
              <span className="min-w-0 flex-1">
                <span className="flex items-center gap-1.5">
                  <span className="min-w-0 truncate text-label">{change.label}</span>
                  <EndpointBadge endpointClass={change.endpointClass} className="ml-auto" />
                </span>
                <span className="block truncate text-caption text-fg-3">{shortOf(change)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {kept > 0 && (
        <p className="px-4 py-2 text-caption text-fg-3">
          {plural(kept, 'node stays', 'nodes stay')} as {kept === 1 ? 'it is' : 'they are'}.
        </p>
      )}
      {plan.deviceChanges.length > 0 && (
        <>
          <p className="mt-2 flex h-10 items-center border-t px-4 text-label">
            {plural(plan.deviceChanges.length, 'device')}
          </p>
          <ul>
            {plan.deviceChanges.map((device) => (
              <li key={device.id} className="flex min-h-13 items-center gap-3 px-4 py-2">
                <Mark kind={device.kind} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-label">{device.name}</span>
                  <span className="block text-caption text-fg-3">{device.summary}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  )
}

/** Added, changed, removed, kept: sign and word. */
export function Mark({ kind }: { kind: keyof typeof MARK }) {
  const { sign, word, look } = MARK[kind]
  return (
    <span
      className={cx(
        'grid size-5 shrink-0 place-items-center rounded-sm font-mono text-[13px] leading-none font-medium',
        look,
      )}
    >
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{word}:</span>
    </span>
  )
}

/** How many of each kind. */
export function Counts({ changes }: { changes: readonly Pick<PlanChange, 'kind'>[] }) {
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length
  const parts = [
    { number: count('add'), sign: '+', word: 'added', tone: 'text-ok' },
    { number: count('change'), sign: '~', word: 'changed', tone: 'text-warn' },
    { number: count('remove'), sign: '−', word: 'removed', tone: 'text-err' },
  ]
  return (
    <span className="ml-auto flex gap-2 text-caption font-medium tabular-nums">
      {parts
        .filter(({ number }) => number > 0)
        .map(({ number, sign, word, tone }) => (
          <span key={word} className={tone}>
            {sign}
            {number}
            <span className="sr-only"> {word}</span>
          </span>
        ))}
    </span>
  )
}

function shortOf(change: PlanChange) {
  if (change.kind === 'add') return `${change.subnet}, ${plural(change.peers.length, 'peer')}`
  if (change.kind === 'remove') return `${change.subnet} goes`
  const moved = change.fieldChanges.map(({ field }) => field)
  const touched = change.peers.filter(({ kind }) => kind !== 'keep').length
  return [...moved, ...(touched ? [plural(touched, 'peer')] : [])].join(', ') || change.summary
}
