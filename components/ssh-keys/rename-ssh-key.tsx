'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { SshKeyView } from '@/lib/schemas/files'

interface RenameSshKeyProps {
  sshKey: SshKeyView
  onClose: () => void
}

export function RenameSshKey({ sshKey, onClose }: RenameSshKeyProps) {
  const router = useRouter()
  const [name, setName] = useState(sshKey.name)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async () => {
    if (name.trim() === '') return setError('Give it a name.')
    setBusy(true)
    try {
      await api('PATCH', `/api/v1/ssh-keys/${sshKey.id}`, { name: name.trim() })
      onClose()
      router.refresh()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={`Rename ${sshKey.name}`}>
      <form
        className="flex flex-col gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field label="Name" error={error}>
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
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            Rename key
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
