import type { Metadata } from 'next'
import { placeOf, type Answers } from '@/components/quick-start/answers'
import { QuickStartPage } from '@/components/quick-start/quick-start-page'
import type { PlanRefusal } from '@/components/quick-start/use-plan'
import { isDomainError } from '@/lib/errors/domain-error'
import { mostMachines } from '@/lib/kubernetes/quick-start/design'
import { suggestRange } from '@/lib/network/common-ranges'
import type { QuickStartPlanView } from '@/lib/schemas/quick-start'
import type { GridView } from '@/lib/schemas/views'
import { pageActor } from '@/lib/server/access/page'
import { hasRole, type Actor } from '@/lib/server/auth/actor'
import { listIdentities } from '@/lib/server/identities/identities'
import { planQuickStart } from '@/lib/server/quick-start/plan'
import { listSshKeys } from '@/lib/server/ssh-keys/ssh-keys'
import { cockpitGrids, cockpitNetworks } from '../cockpit-data'

export const metadata: Metadata = { title: 'Quick start' }

export default async function Page() {
  const actor = await pageActor('PAGE /quick-start')
  const [grids, networks, keys, identities] = await Promise.all([
    cockpitGrids(),
    cockpitNetworks(),
    listSshKeys(actor),
    listIdentities(actor),
  ])
  const pasted = keys.filter(({ isDefault }) => isDefault).map(({ line }) => line)
  const takenRanges = networks.filter(({ state }) => state !== 'ended').map(({ range }) => range)
  const first: Answers = {
    keySource: pasted.length > 0 ? 'paste' : 'github',
    account: '',
    pasted: pasted.join('\n'),
    range: suggestRange(takenRanges) ?? '',
    duration: '2d',
    nodes: 3,
    size: 1,
    nodeIds: null,
    gridId: gridWithNodes(grids),
    identityId: null,
  }
  const canPlan = hasRole(actor.role, 'designer')
  return (
    <QuickStartPage
      first={first}
      {...(canPlan ? await firstPlan(actor, first) : { plan: null, refusal: null })}
      grids={grids.map(({ id, name }) => ({ id, name }))}
      defaultGridId={grids.find(isOwn)?.id ?? ''}
      identities={identities
        .filter(({ isMine, shared }) => isMine || shared)
        .map(({ id, name }) => ({ id, name }))}
      takenRanges={takenRanges}
      most={mostMachines(1)}
      canPlan={canPlan}
      canBuild={hasRole(actor.role, 'operator')}
    />
  )
}

const isOwn = ({ kind }: GridView) => kind === 'embedded'

/** The cockpit's own grid says nothing (null); without nodes there, another one that has some is meant. */
function gridWithNodes(grids: readonly GridView[]): string | null {
  const withNodes = grids.filter(({ nodeCount }) => nodeCount > 0)
  return withNodes.some(isOwn) ? null : (withNodes[0]?.id ?? null)
}

/** The page opens with what its suggestions would build. */
async function firstPlan(
  actor: Actor,
  answers: Answers,
): Promise<{ plan: QuickStartPlanView | null; refusal: PlanRefusal | null }> {
  const { range, nodes, size } = answers
  try {
    return {
      plan: await planQuickStart(actor, { range, nodes, size, ...placeOf(answers) }),
      refusal: null,
    }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const { code, message, details } = error
    return { plan: null, refusal: { code, message, details } }
  }
}
