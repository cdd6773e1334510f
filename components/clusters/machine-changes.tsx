import Link from 'next/link'
import { ChangeDiff, Line } from '@/components/review/change-diff'
import type { DiffLine } from '@/components/review/diff-lines'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { Key } from '@/components/ui/key'
import { LocalTime } from '@/components/ui/time'
import type { ClusterPlanView, MachineChange } from '@/lib/schemas/clusters'
import { machineAnchor } from './machine-change-list'
import { sizeSentence } from './machine-words'
import { consequenceOf, isUnchanged } from './review-checks'

/** The plan line by line: what the network needs first, then each machine. */
export function MachineChanges({ plan }: { plan: ClusterPlanView }) {
  const machines = plan.machines.filter(({ kind }) => kind !== 'keep')
  const network = plan.network?.changes.filter(({ kind }) => kind !== 'keep') ?? []
  const owners = new Map(plan.network?.changes.map(({ subnet, label }) => [subnet, label]))
  return (
    <div className="min-h-0 overflow-y-auto max-lg:contents">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2.5 max-lg:order-first md:px-6">
        <h1 className="text-title">Review {plan.clusterName}</h1>
        <p className="text-caption text-fg-3">
          Plan <span className="mono text-fg-2">{plan.hash.slice(0, 8)}</span>, made{' '}
          <LocalTime at={plan.madeAt} style="time" />
        </p>
        <span className="ml-auto flex gap-1">
          <Button asChild size="sm" variant="ghost">
            <Link href={`/clusters/${plan.clusterId}/edit`}>Edit machines</Link>
          </Button>
          <Button asChild size="sm" variant="ghost">
            <Link href={`/clusters/${plan.clusterId}`}>Back to the cluster</Link>
          </Button>
        </span>
      </header>
      {network.length > 0 && (
        <section aria-labelledby="network-first" className="border-b">
          <div className="border-b bg-surface px-4 py-3 md:px-6">
            <h2 id="network-first" className="text-title">
              What the network {plan.networkName} needs first
            </h2>
            <p className="mt-0.5 text-caption text-fg-2">
              A machine is sent when the network runs on its node. The changes are part of this plan
              and are signed with it.
            </p>
          </div>
          {network.map((change) => (
            <ChangeDiff
              key={change.nodeId}
              change={change}
              ownerOf={(subnet) => owners.get(subnet)}
            />
          ))}
        </section>
      )}
      {machines.length === 0 && (
        <p className="p-4 text-fg-2 md:p-6">
          {isUnchanged(plan)
            ? 'Nothing to submit: the grid has exactly this cluster.'
            : 'No machine changes.'}
        </p>
      )}
      {machines.map((change) => (
        <MachineDiff key={change.nodeId} change={change} />
      ))}
    </div>
  )
}

function MachineDiff({ change }: { change: MachineChange }) {
  const id = machineAnchor(change.nodeId)
  const isLosing = change.kind === 'change' || change.kind === 'remove'
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="border-b pb-4 last:border-b-0">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-3 md:px-6">
        <h2 id={`${id}-title`} className="text-title">
          {change.label}
        </h2>
        <Key value={change.nodeId} what="node id" />
        <span className="text-caption text-fg-3">{change.farmName}</span>
        {change.replaces && (
          <span className="text-caption text-fg-3 md:ml-auto">
            deletes <span className="mono text-fg-2">{change.replaces}</span>
          </span>
        )}
      </header>
      <p className="flex gap-2 px-4 pt-3 pb-2 md:px-6">
        {isLosing && <Glyph tone="warning" className="mt-[5px]" />}
        {consequenceOf(change)}
      </p>
      <ul
        className="overflow-x-auto"
        tabIndex={0}
        aria-label={`Machine on ${change.label}, line by line`}
      >
        {linesOf(change).map((line) => (
          <Line key={`${line.name} ${line.kind}`} line={line} />
        ))}
      </ul>
    </section>
  )
}

function linesOf({ kind, role, size, ip, fieldChanges }: MachineChange): DiffLine[] {
  const lineKind = kind === 'add' || kind === 'remove' ? kind : 'keep'
  const facts = [
    { name: 'role', value: role },
    { name: 'address', value: ip },
    { name: 'size', value: `${size}: ${sizeSentence(size)}` },
  ]
  const moved = new Set(fieldChanges.map(({ field }) => field))
  const plain = facts
    .filter(({ name }) => !moved.has(name))
    .map((fact): DiffLine => ({ kind: lineKind, ...fact }))
  const changed = fieldChanges.flatMap(({ field, before, after }): DiffLine[] => [
    { kind: 'remove', name: field, value: before },
    { kind: 'add', name: field, value: after },
  ])
  return [...plain, ...changed]
}
