'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { LocalTime } from '@/components/ui/time'
import type { Role } from '@/lib/schemas/fields'
import type { TokenMade } from '@/lib/schemas/team'
import { dayAfter, endOfDay } from './token-end'
import { RolePicker } from './role-picker'
import { rolesUpTo, TOKEN_ROLE_WORDS } from './role-words'
import { ShownOnce } from './shown-once'

interface NewTokenProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  myRole: Role
}

const USUAL_DAYS = 90
const MOST_DAYS = 365

export function NewToken({ open, onOpenChange, myRole }: NewTokenProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Make an API token" size="md">
      {open && <MakeToken myRole={myRole} onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function MakeToken({ myRole, onDone }: { myRole: Role; onDone: () => void }) {
  const [made, setMade] = useState<TokenMade | null>(null)
  if (!made) return <TokenForm myRole={myRole} onMade={setMade} />
  return (
    <ShownOnce what="token" text={made.token} onDone={onDone}>
      {made.name} acts as you, as {made.role}, until <LocalTime at={made.expiresAt} style="long" />.
      Send it as <code className="mono">Authorization: Bearer</code>.
    </ShownOnce>
  )
}

function TokenForm({ myRole, onMade }: { myRole: Role; onMade: (made: TokenMade) => void }) {
  const router = useRouter()
  const [today] = useState(() => new Date())
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('viewer')
  const [day, setDay] = useState(() => dayAfter(today, USUAL_DAYS))
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const nameError = name.trim() === '' ? 'Give it a name.' : null
  const expiresAt = endOfDay(day)
  const dayError = expiresAt === null ? 'Choose the day it ends.' : null

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameError || dayError) return
    setBusy(true)
    setError(null)
    try {
      onMade(await api('POST', '/api/v1/tokens', { name: name.trim(), role, expiresAt }))
      router.refresh()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }

  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <Field label="Name" error={tried ? nameError : null} help="What uses it, for instance ci.">
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <RolePicker
        value={role}
        roles={rolesUpTo(myRole)}
        words={TOKEN_ROLE_WORDS}
        onValueChange={setRole}
      />
      <Field
        label="Last day"
        error={tried ? dayError : null}
        help="At most a year from now. Afterwards the token is refused."
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            value={day}
            min={dayAfter(today, 0)}
            max={dayAfter(today, MOST_DAYS)}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
      </Field>
      <p className="text-caption text-fg-3">
        A token is never more than you are: when your role is lowered, so is its. No token exports a
        seed, makes tokens or changes people.
      </p>
      {error && (
        <ErrorPanel title="The token was not made" notDone="Nothing was saved.">
          {error}
        </ErrorPanel>
      )}
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        Make token
      </Button>
    </form>
  )
}
