'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

export function AddGrid({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Add grid">
      {open && <AddGridForm onDone={() => onOpenChange(false)} />}
    </Dialog>
  )
}

function AddGridForm({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const nameError = name.trim() === '' ? 'Give it a name.' : null
  const urlError = /^https?:\/\/\S+$/.test(url.trim())
    ? null
    : 'Type an address that begins with http:// or https://.'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameError || urlError) return
    setBusy(true)
    setError(null)
    try {
      await api('POST', '/api/v1/grids', { name: name.trim(), url: url.trim() })
      onDone()
      router.refresh()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }

  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <Field label="Name" error={tried ? nameError : null}>
        {(control) => (
          <Input
            {...control}
            value={name}
            autoFocus
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Explorer address"
        error={tried ? urlError : null}
        help="The base URL, for instance https://explorer.example.com"
      >
        {(control) => (
          <Input
            {...control}
            mono
            type="url"
            value={url}
            autoComplete="off"
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      {error && (
        <ErrorPanel title="The grid was not added" notDone="Nothing was saved.">
          {error}
        </ErrorPanel>
      )}
      <Button type="submit" variant="primary" busy={busy} className="self-end">
        Add grid
      </Button>
    </form>
  )
}
