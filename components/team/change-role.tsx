'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '@/components/ui/api'
import type { Role } from '@/lib/schemas/fields'
import type { PersonView } from '@/lib/schemas/team'
import { AskDialog } from './ask-dialog'
import { RolePicker } from './role-picker'
import { ROLES } from './role-words'

interface ChangeRoleProps {
  person: PersonView
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function ChangeRole({ person, open, onOpenChange }: ChangeRoleProps) {
  const router = useRouter()
  const [role, setRole] = useState<Role>(person.role)
  return (
    <AskDialog
      open={open}
      onOpenChange={(isOpen) => {
        setRole(person.role)
        onOpenChange(isOpen)
      }}
      title={`Role of ${person.name}`}
      action="Change role"
      notDone={`${person.name} is still ${person.role}.`}
      onConfirm={async () => {
        await api('PATCH', `/api/v1/users/${person.id}`, { role })
        router.refresh()
      }}
    >
      <RolePicker value={role} roles={ROLES} onValueChange={setRole} />
      <p>The new role works at once, also for the pages they have open and the tokens they made.</p>
    </AskDialog>
  )
}
