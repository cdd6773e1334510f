'use client'

import { Power } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { plural } from '@/components/ui/format'
import { Switch } from '@/components/ui/switch'
import { formatOff } from '@/lib/network/trace-conditions'
import type { Failure } from '@/lib/network/what-if'
import { useDesigner } from '../store/context'
import type { Switch as SwitchModel, SwitchGroup } from './model/switches'
import type { Study } from './use-study'

/** Everything that can be switched off, and what each single failure would cut. */
export function WhatIfPanel({ study, className }: { study: Study; className?: string }) {
  const off = useDesigner((state) => state.off)
  const setOff = useDesigner((state) => state.setOff)
  const setWhatIf = useDesigner((state) => state.setWhatIf)
  return (
    <aside
      aria-label="What-if"
      className={cx('flex min-h-0 shrink-0 flex-col border-r bg-surface', className)}
    >
      <div className="flex h-12 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <Power aria-hidden className="size-4 text-fg-3" />
        <h2 className="flex-1 text-label">What-if</h2>
        <Button size="sm" variant="ghost" disabled={off.length === 0} onClick={() => setOff([])}>
          Reset
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setWhatIf(false)}>
          Close
        </Button>
      </div>
      <p className="m-3 mb-1 rounded-md bg-hover px-3 py-2 text-caption text-fg-2">
        Nothing here changes the design. Switch a node or one of its addresses off and watch the
        matrix.
      </p>
      <Tally study={study} />
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {study.groups.map((group) => (
          <Group key={group.object} group={group} />
        ))}
        {study.groups.length === 0 && (
          <li className="px-4 py-3 text-caption text-fg-3">The network has no nodes yet.</li>
        )}
      </ul>
      <SinglePoints study={study} />
    </aside>
  )
}

function Tally({ study: { whatIf } }: { study: Study }) {
  if (!whatIf) return null
  const { all, before, after } = whatIf.pairs
  return (
    <p role="status" className="px-4 py-2 text-caption text-fg-2">
      {before === after
        ? `${before} of ${plural(all, 'pair')} connected.`
        : `${plural(before - after, 'pair')} lost: ${after} of ${all} still connected.`}
    </p>
  )
}

function Group({ group }: { group: SwitchGroup }) {
  return (
    <li className="border-t px-4 py-2">
      <SwitchRow one={group.self} isHead />
      {group.parts.map((part) => (
        <SwitchRow key={part.key} one={part} prefix={group.title} />
      ))}
      {group.note && <p className="pl-4 text-caption text-fg-3">{group.note}</p>}
    </li>
  )
}

function SwitchRow({
  one,
  isHead = false,
  prefix,
}: {
  one: SwitchModel
  isHead?: boolean
  prefix?: string
}) {
  const isOff = useDesigner((state) => state.off.includes(one.key))
  const toggleOff = useDesigner((state) => state.toggleOff)
  return (
    <div className={cx('flex min-h-7 items-center gap-2', !isHead && 'pl-4')}>
      <span className={isHead ? 'min-w-0 truncate text-label' : 'w-9 text-caption text-fg-3'}>
        {one.label}
      </span>
      {one.detail && (
        <span
          className={cx('mono min-w-0 truncate text-fg-2', isOff && 'text-fg-3 line-through')}
          title={one.detail}
        >
          {one.detail}
        </span>
      )}
      <Switch
        className="ml-auto"
        checked={!isOff}
        onCheckedChange={() => toggleOff(one.key)}
        aria-label={prefix ? `${prefix} ${one.label} ${one.detail}` : one.label}
      />
    </div>
  )
}

const SHOWN = 6

function SinglePoints({ study }: { study: Study }) {
  const failures = study.failures ?? []
  const pairs = study.whatIf?.pairs.before ?? 0
  return (
    <section aria-label="Single points of failure" className="shrink-0 border-t px-4 py-3">
      <h3 className="text-label">Single points of failure</h3>
      {failures.length === 0 ? (
        <p className="mt-1 text-caption text-fg-3">
          None: whatever fails alone, the others keep reaching each other.
        </p>
      ) : (
        <ul className="mt-1">
          {failures.slice(0, SHOWN).map((failure) => (
            <SinglePoint key={formatOff(failure.off)} {...{ failure, study, pairs }} />
          ))}
        </ul>
      )}
      {failures.length > SHOWN && (
        <p className="text-caption text-fg-3">{failures.length - SHOWN} more cut fewer pairs.</p>
      )}
    </section>
  )
}

interface SinglePointProps {
  failure: Failure
  study: Study
  pairs: number
}

/** Pressing one switches just that off. */
function SinglePoint({ failure, study, pairs }: SinglePointProps) {
  const setOff = useDesigner((state) => state.setOff)
  const text = formatOff(failure.off)
  const switches = study.groups.flatMap(({ title, self, parts }) => [
    { ...self, name: title },
    ...parts.map((part) => ({ ...part, name: `${title} ${part.label}` })),
  ])
  const found = switches.find(({ off }) => formatOff(off) === text)
  const name = found?.name ?? familyName(failure, study)
  return (
    <li className="flex min-h-6 items-center justify-between gap-2 text-caption">
      {found ? (
        <button
          type="button"
          className="min-w-0 truncate text-left text-fg-2 hover:text-fg hover:underline"
          onClick={() => setOff([found.key])}
        >
          {name}
        </button>
      ) : (
        <span className="min-w-0 truncate text-fg-2">{name}</span>
      )}
      <span className="shrink-0 text-fg-3 tabular-nums">
        cuts {failure.cut.length} of {pairs}
      </span>
    </li>
  )
}

function familyName({ off }: Failure, { names }: Study): string {
  if (off.kind !== 'family') return formatOff(off)
  return `${names.titleOf(off.nodeId)}, all ${off.family === 'ipv6' ? 'IPv6' : 'IPv4'}`
}
