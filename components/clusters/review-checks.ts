import type { Check } from '@/components/review/checks'
import { checksOf as networkChecks } from '@/components/review/checks'
import { plural } from '@/components/ui/format'
import type { ClusterPlanView, MachineChange } from '@/lib/schemas/clusters'

/** The grid has exactly this cluster: nothing to do is no fault. */
export function isUnchanged(plan: ClusterPlanView): boolean {
  return (
    plan.network === null &&
    plan.machines.length > 0 &&
    plan.machines.every(({ kind }) => kind === 'keep')
  )
}

/** Machines whose disk goes with this plan. */
export function losingDisks(plan: ClusterPlanView): MachineChange[] {
  return plan.machines.filter(({ kind }) => kind === 'change' || kind === 'remove')
}

/** What is known before anything leaves: blocking things first, then doubts, then what holds. */
export function clusterChecks(plan: ClusterPlanView): Check[] {
  const said = new Set<string>()
  const once = (check: Check) => !said.has(check.title) && said.add(check.title)
  const errors = plan.problems.filter(({ severity }) => severity === 'error')
  const warnings = plan.problems.filter(({ severity }) => severity === 'warning')
  const lost = losingDisks(plan)
  const all: Check[] = [
    ...errors.map(({ message }): Check => ({ tone: 'failed', title: message })),
    ...plan.blockedBy.map((title): Check => ({
      tone: isUnchanged(plan) ? 'ended' : 'failed',
      title,
    })),
    ...warnings.map(({ message }): Check => ({ tone: 'warning', title: message })),
    ...(lost.length > 0
      ? [
          {
            tone: 'warning' as const,
            title: `Everything on the disk of ${plural(lost.length, 'machine')} is lost`,
            note: lost.map(({ label }) => label).join(', '),
          },
        ]
      : []),
    ...(plan.network ? networkChecks(plan.network) : []),
    ...holds(plan),
  ]
  return all.filter(once)
}

function holds(plan: ClusterPlanView): Check[] {
  const errors = plan.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return []
  const kept = plan.machines.filter(({ kind }) => kind !== 'remove')
  if (kept.length === 0) return []
  return [
    {
      tone: 'running',
      title: 'One master, and every machine fits its node',
      note: `${plural(kept.length, 'machine')} checked against what the explorer says is free`,
    },
  ]
}

/** The order of work as sentences. */
export function clusterOrder(plan: ClusterPlanView): string[] {
  const posts = plan.machines.filter(({ kind }) => kind === 'add' || kind === 'change').length
  const lost = losingDisks(plan).length
  const network = plan.network
  const networkWork = network ? network.posts + network.deletes : 0
  const sentences = [
    plan.posts > 0 && `Sign ${plural(plan.posts, 'reservation')}`,
    networkWork > 0 &&
      `Change the network with ${plural(networkWork, 'reservation')}, all nodes at once`,
    lost > 0 && `Delete ${plural(lost, 'machine')} and wait until the nodes have removed them`,
    posts > 0 &&
      (networkWork > 0
        ? `Send each machine as soon as the network runs on its node`
        : `Send ${plural(posts, 'machine')} to the explorer`),
    plan.posts > 0 && 'Follow each until its node answers',
  ]
  return sentences.filter((sentence) => sentence !== false)
}

/** What happens to one machine, in one sentence. */
export function consequenceOf(change: MachineChange): string {
  switch (change.kind) {
    case 'add':
      return 'Is made on this node.'
    case 'remove':
      return 'Is deleted: everything on its disk is lost.'
    case 'change':
      return 'Is deleted and made anew: everything on its disk is lost.'
    case 'keep':
      return 'Stays as it is.'
  }
}
