import { ChangeList, Counts, Mark } from '@/components/review/change-list'
import { plural } from '@/components/ui/format'
import type { ClusterPlanView, MachineChange } from '@/lib/schemas/clusters'

export const machineAnchor = (nodeId: string) => `machine-${nodeId}`

/** What changes, at a glance: what the network needs first, then the machines. */
export function ClusterChangeList({ plan }: { plan: ClusterPlanView }) {
  const changes = plan.machines.filter(({ kind }) => kind !== 'keep')
  const kept = plan.machines.length - changes.length
  return (
    <>
      {plan.network && (
        <div className="mb-2 border-b pb-2">
          <ChangeList plan={plan.network} title={`First, the network ${plan.networkName}`} />
        </div>
      )}
      <nav aria-label="Machines that change" className="flex flex-col">
        <h2 className="flex h-12 items-center border-b px-4 text-label">
          {plan.network ? 'Then, the machines' : 'Machines'}
        </h2>
        <p className="flex h-10 items-center gap-2 px-4 text-label">
          {plural(changes.length, 'change')}
          <Counts changes={changes} />
        </p>
        <ul>
          {changes.map((change) => (
            <li key={change.nodeId}>
              <a
                href={`#${machineAnchor(change.nodeId)}`}
                className="flex min-h-13 items-center gap-3 px-4 py-2 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
              >
                <Mark kind={change.kind} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-label">{change.label}</span>
                  <span className="block truncate text-caption text-fg-3">{shortOf(change)}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
        {kept > 0 && (
          <p className="px-4 py-2 text-caption text-fg-3">
            {plural(kept, 'machine stays', 'machines stay')} as {kept === 1 ? 'it is' : 'they are'}.
          </p>
        )}
      </nav>
    </>
  )
}

function shortOf({ kind, role, ip, fieldChanges }: MachineChange): string {
  if (kind !== 'change' || fieldChanges.length === 0) return `${role}, ${ip}`
  return fieldChanges.map(({ field }) => field).join(', ')
}
