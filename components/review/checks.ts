import type { Tone } from '@/components/ui/status-table'
import { plural } from '@/components/ui/format'
import type { PlanView } from '@/lib/schemas/views'

export interface Check {
  tone: Tone
  title: string
  note?: string
}

/** What is known about the plan before anything leaves: blocking things first, then doubts, then what holds. */
export function checksOf(plan: PlanView): Check[] {
  const said = new Set<string>()
  const once = (check: Check) => {
    if (said.has(check.title)) return []
    said.add(check.title)
    return [check]
  }
  const errors = plan.problems.filter(({ severity }) => severity === 'error')
  const warnings = plan.problems.filter(({ severity }) => severity === 'warning')
  return [
    ...errors.map(({ message }): Check => ({ tone: 'failed', title: message })),
    ...plan.blockedBy.map((title): Check => ({
      tone: isUnchanged(plan) ? 'ended' : 'failed',
      title,
    })),
    ...plan.unreachable.map(({ from, to, reason }): Check => ({
      tone: 'warning',
      title: `${from} and ${to} cannot reach each other`,
      note: reason,
    })),
    ...warnings
      .filter(({ code }) => code !== 'PAIR_UNREACHABLE' || plan.unreachable.length === 0)
      .map(({ message }): Check => ({ tone: 'warning', title: message })),
    ...holds(plan),
  ].flatMap(once)
}

/** The grid has exactly this design: nothing to do is no fault. */
export function isUnchanged(plan: PlanView): boolean {
  return plan.changes.length > 0 && plan.changes.every(({ kind }) => kind === 'keep')
}

function holds(plan: PlanView): Check[] {
  const resources = plan.changes.filter(({ kind }) => kind !== 'remove')
  if (resources.length === 0) return []
  const doubled = resources.filter(hasDoubledIp).map(({ label }) => label)
  const reach: Check[] =
    plan.unreachable.length === 0 && resources.length > 1
      ? [{ tone: 'running', title: 'Every pair has a way to each other' }]
      : []
  const ips: Check =
    doubled.length === 0
      ? {
          tone: 'running',
          title: 'No allowed IP stands on two peers',
          note: `${plural(resources.length, 'resource')} checked`,
        }
      : {
          tone: 'warning',
          title: `An allowed IP stands on two peers of ${doubled.join(', ')}`,
          note: 'WireGuard keeps the last one only; safe peers avoid this.',
        }
  return [...reach, ips]
}

/** Fault D1: the same allowed IP on two peers of one resource. */
function hasDoubledIp(change: PlanView['changes'][number]): boolean {
  const all = change.peers.flatMap(({ after }) => after?.allowedIps ?? [])
  return new Set(all).size !== all.length
}
