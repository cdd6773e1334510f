'use client'

import { Download } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { apiFile, saveFile, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { toast } from '@/components/ui/toast'
import type { IdentityView } from '@/lib/schemas/views'

interface ExportIdentityProps {
  identity: IdentityView
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function ExportIdentity({ identity, open, onOpenChange }: ExportIdentityProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Export ${identity.name}`}
      description="Whoever holds user.seed can sign as this identity. The export is recorded."
    >
      {open && <ExportForm identity={identity} onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function ExportForm({ identity, onDone }: { identity: IdentityView; onDone: () => void }) {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (password === '') return setError('Type your password.')
    setBusy(true)
    setError(null)
    try {
      const { blob, fileName } = await apiFile('POST', `/api/v1/identities/${identity.id}/export`, {
        password,
      })
      saveFile(blob, fileName ?? 'user.seed')
      toast.success('user.seed is in your downloads.')
      onDone()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }
  return (
    <form method="post" className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <Field label="Your password" error={error}>
        {(control) => (
          <PasswordInput
            {...control}
            value={password}
            autoComplete="current-password"
            autoFocus
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        <Download aria-hidden /> Download user.seed
      </Button>
    </form>
  )
}
