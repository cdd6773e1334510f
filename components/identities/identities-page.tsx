'use client'

import { Plus } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { RoleNote } from '@/components/team/role-note'
import type { Role } from '@/lib/schemas/fields'
import type { IdentityView } from '@/lib/schemas/views'
import { IdentityTable } from './identity-table'
import { NewIdentity } from './new-identity'

interface IdentitiesPageProps {
  identities: readonly IdentityView[]
  myRole: Role
}

export function IdentitiesPage({ identities, myRole }: IdentitiesPageProps) {
  const canManage = myRole === 'operator' || myRole === 'owner'
  const router = useRouter()
  const isAsked = useSearchParams().get('new') === '1'
  const [open, setOpen] = useState(isAsked)
  const add = canManage && (
    <Button variant="primary" onClick={() => setOpen(true)}>
      <Plus aria-hidden /> Add identity
    </Button>
  )
  const close = (isOpen: boolean) => {
    setOpen(isOpen)
    if (!isOpen && isAsked) router.replace('/identities')
  }
  return (
    <PageBody>
      {identities.length === 0 ? (
        <>
          <h1 className="sr-only">Identities</h1>
          <EmptyState title="No identity yet" actions={add}>
            An identity is the key pair your reservations are signed with. Create one, or import the{' '}
            <code className="mono">user.seed</code> you already have.
            {!canManage && ` You are ${myRole}: an operator of the team does this.`}
          </EmptyState>
        </>
      ) : (
        <>
          <PageHeader title="Identities" actions={add} />
          {!canManage && (
            <RoleNote className="mb-3">
              You are {myRole}. Operators make identities and sign with their own and with shared
              ones.
            </RoleNote>
          )}
          <Card className="overflow-hidden">
            <IdentityTable
              identities={identities}
              canManage={canManage}
              isOwner={myRole === 'owner'}
            />
          </Card>
          <p className="mt-3 text-caption text-fg-3">
            Seeds are sealed on this server. Only the maker or an owner can export one, with the
            password again.
          </p>
        </>
      )}
      {canManage && <NewIdentity open={open} onOpenChange={close} />}
    </PageBody>
  )
}
