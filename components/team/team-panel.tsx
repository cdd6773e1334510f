import Link from 'next/link'
import { LiveRefresh } from '@/components/shell/live'
import { Card, CardHeader } from '@/components/ui/card'
import type { Role } from '@/lib/schemas/fields'
import type { InvitationView, PersonView } from '@/lib/schemas/team'
import { InvitationsCard } from './invitations-card'
import { PeopleCard } from './people-card'
import { RoleNote } from './role-note'
import { ROLE_WORDS, ROLES } from './role-words'

interface TeamPanelProps {
  people: readonly PersonView[]
  /** null for who may not see them */
  invitations: readonly InvitationView[] | null
  myRole: Role
}

export function TeamPanel({ people, invitations, myRole }: TeamPanelProps) {
  const canManage = myRole === 'owner'
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['user', 'invitation', 'session']} />
      {!canManage && (
        <RoleNote>
          You are {myRole}. Only an owner invites people, changes roles and takes people out of the
          team.
        </RoleNote>
      )}
      <PeopleCard people={people} canManage={canManage} />
      {invitations && <InvitationsCard invitations={invitations} />}
      <Card>
        <CardHeader title="Roles" note="each may also do what the ones above it may" />
        <dl className="divide-y">
          {ROLES.map((role) => (
            <div
              key={role}
              className="gap-x-3 px-4 py-2 sm:grid sm:grid-cols-[104px_minmax(0,1fr)]"
            >
              <dt className="text-label">{role}</dt>
              <dd className="text-fg-2">{ROLE_WORDS[role]}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {(myRole === 'owner' || myRole === 'operator') && (
        <p className="text-caption text-fg-3">
          Who changed what is on the{' '}
          <Link href="/audit" className="rounded-sm text-accent underline">
            audit page
          </Link>
          .
        </p>
      )}
    </div>
  )
}
