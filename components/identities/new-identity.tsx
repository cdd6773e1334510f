'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { toast } from '@/components/ui/toast'
import { toBase64 } from './seed-file'

interface NewIdentityProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function NewIdentity({ open, onOpenChange }: NewIdentityProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Add identity">
      {open && <NewIdentityForm onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

type Way = 'create' | 'import'

function NewIdentityForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const [way, setWay] = useState<Way>('create')
  const [name, setName] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const nameError = name.trim() === '' ? 'Give it a name.' : null
  const fileError = way === 'import' && !file ? 'Choose your user.seed file.' : null

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameError || fileError) return
    setBusy(true)
    setError(null)
    try {
      await send(way, name.trim(), file)
      toast.success(
        way === 'import' ? `${name.trim()} is imported.` : `${name.trim()} is ready to sign.`,
      )
      onDone()
      router.refresh()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }

  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <Segmented
        label="How"
        value={way}
        onValueChange={setWay}
        className="self-start"
        options={[
          { value: 'create', label: 'Create new' },
          { value: 'import', label: 'Import user.seed' },
        ]}
      />
      <Field
        label="Name"
        error={tried ? nameError : null}
        help="As your team will see it, for instance deploy-main."
      >
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={60}
            autoFocus
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {way === 'import' && (
        <Field
          label="user.seed"
          error={tried ? fileError : null}
          help="The file tfuser made. It is sealed on the server and never shown again."
        >
          {(control) => (
            <input
              {...control}
              type="file"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              className="rounded-md border border-[color-mix(in_oklab,var(--line)_70%,var(--border))] bg-bg text-fg-2 file:mr-3 file:h-8 file:cursor-pointer file:border-0 file:border-r file:bg-hover file:px-3 file:font-medium file:text-fg"
            />
          )}
        </Field>
      )}
      {error && (
        <ErrorPanel title="The identity was not added" notDone="Nothing was saved.">
          {error}
        </ErrorPanel>
      )}
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        {way === 'create' ? 'Create identity' : 'Import identity'}
      </Button>
    </form>
  )
}

async function send(way: Way, name: string, file: File | null): Promise<void> {
  if (way === 'create') {
    await api('POST', '/api/v1/identities', { name })
    return
  }
  if (!file) return
  await api('POST', '/api/v1/identities/import', { name, seedFile: await toBase64(file) })
}
