'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Role } from '@/lib/schemas/fields'
import type { InvitationMade } from '@/lib/schemas/team'
import { LinkMade } from './link-made'
import { RolePicker } from './role-picker'
import { ROLES } from './role-words'

interface InviteDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Invite a person" size="md">
      {open && <Invite onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function Invite({ onDone }: { onDone: () => void }) {
  const [made, setMade] = useState<InvitationMade | null>(null)
  return made ? <LinkMade made={made} onDone={onDone} /> : <InviteForm onMade={setMade} />
}

function InviteForm({ onMade }: { onMade: (made: InvitationMade) => void }) {
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [emailError, setEmailError] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { inviteSchema } = await import('@/lib/schemas/team')
    const parsed = inviteSchema.safeParse({ email, role })
    if (!parsed.success) return setEmailError('Type an e-mail address such as ada@example.com.')
    setBusy(true)
    setError(null)
    try {
      onMade(await api<InvitationMade>('POST', '/api/v1/invitations', parsed.data))
      router.refresh()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }

  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label="E-mail address"
        error={emailError}
        help="They sign in with it. The cockpit sends no mail: you get a link to hand over."
      >
        {(control) => (
          <Input
            {...control}
            type="email"
            value={email}
            autoComplete="off"
            onChange={(event) => {
              setEmail(event.target.value)
              setEmailError(null)
            }}
          />
        )}
      </Field>
      <RolePicker value={role} roles={ROLES} onValueChange={setRole} />
      {error && (
        <ErrorPanel title="Nobody was invited" notDone="No link was made.">
          {error}
        </ErrorPanel>
      )}
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        Make invitation link
      </Button>
    </form>
  )
}
