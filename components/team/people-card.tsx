'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { plural } from '@/components/ui/format'
import { Tag } from '@/components/ui/tag'
import { RelativeTime } from '@/components/ui/time'
import type { PersonView } from '@/lib/schemas/team'
import { InviteDialog } from './invite-dialog'
import { PersonMenu } from './person-menu'

interface PeopleCardProps {
  people: readonly PersonView[]
  canManage: boolean
}

const TH = 'h-8 px-2 text-left text-caption whitespace-nowrap text-fg-3 first:pl-4 last:pr-4'
const TD = 'px-2 py-2 first:pl-4 last:pr-4 max-md:p-0!'

export function PeopleCard({ people, canManage }: PeopleCardProps) {
  const [inviting, setInviting] = useState(false)
  const inTeam = people.filter((person) => person.isInTeam).length
  return (
    <Card>
      <CardHeader
        title="People"
        note={plural(inTeam, 'person', 'people')}
        actions={
          canManage && (
            <Button size="sm" variant="primary" onClick={() => setInviting(true)}>
              <Plus aria-hidden /> Invite
            </Button>
          )
        }
      />
      <table aria-label="People" className="w-full max-md:block">
        <thead className="border-b max-md:sr-only">
          <tr>
            <th className={TH}>Name</th>
            <th className={TH}>Role</th>
            <th className={TH}>Last seen</th>
            <th className={`${TH} text-right`}>Identities</th>
            <th className={TH}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {people.map((person) => (
            <Row key={person.id} person={person} canManage={canManage} />
          ))}
        </tbody>
      </table>
      {canManage && <InviteDialog open={inviting} onOpenChange={setInviting} />}
    </Card>
  )
}

function Row({ person, canManage }: { person: PersonView; canManage: boolean }) {
  const { name, email, role, isMe, isInTeam, identities } = person
  return (
    <tr className="border-t border-border/65 first:border-t-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:px-4 max-md:py-3">
      <th scope="row" className={`${TD} text-left`}>
        <span className="flex flex-wrap items-center gap-2">
          <span className={cx('text-label break-words', !isInTeam && 'text-fg-2')}>{name}</span>
          {isMe && <Tag>you</Tag>}
          {!isInTeam && <Tag variant="outline">out of the team</Tag>}
        </span>
        <span className="block text-caption font-normal break-all text-fg-3">{email}</span>
      </th>
      <td className={`${TD} text-fg-2 max-md:col-start-1 max-md:row-start-2 max-md:text-caption`}>
        {role}
        <span className="text-fg-3 md:hidden">
          {' · seen '}
          <LastSeen person={person} />
        </span>
      </td>
      <td className={`${TD} text-fg-2 max-md:hidden`}>
        <LastSeen person={person} />
      </td>
      <td className={`${TD} text-right text-fg-2 tabular-nums max-md:hidden`}>{identities}</td>
      <td className={`${TD} text-right max-md:col-start-2 max-md:row-start-1`}>
        {canManage && <PersonMenu person={person} />}
      </td>
    </tr>
  )
}

function LastSeen({ person: { isMe, lastSeenAt } }: { person: PersonView }) {
  if (isMe) return 'now'
  return lastSeenAt ? <RelativeTime at={lastSeenAt} /> : 'never'
}
