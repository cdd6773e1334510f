import type { Metadata } from 'next'
import { TeamPanel } from '@/components/team/team-panel'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listInvitations } from '@/lib/server/team/invitations'
import { listPeople } from '@/lib/server/team/people'

export const metadata: Metadata = { title: 'Team · Settings' }

export default async function Page() {
  const actor = await pageActor('PAGE /settings/team')
  const [people, invitations] = await Promise.all([
    listPeople(actor),
    hasRole(actor.role, 'owner') ? listInvitations(actor) : null,
  ])
  return <TeamPanel people={people} invitations={invitations} myRole={actor.role} />
}
