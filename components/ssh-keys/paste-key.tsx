'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { parseSshPublicKey, type SshPublicKey } from '@/lib/crypto/ssh-keys'
import { isDomainError } from '@/lib/errors/domain-error'
import type { SshKeyView } from '@/lib/schemas/files'

/** The key of a line, or why it is none. */
function read(line: string): { key: SshPublicKey } | { refusal: string } {
  try {
    return { key: parseSshPublicKey(line) }
  } catch (error) {
    if (isDomainError(error)) return { refusal: error.message }
    throw error
  }
}

export function PasteKey({ onDone }: { onDone: () => void }) {
  const router = useRouter()
  const [line, setLine] = useState('')
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const parsed = line.trim() === '' ? null : read(line)
  const refusal = parsed && 'refusal' in parsed ? parsed.refusal : null
  const key = parsed && 'key' in parsed ? parsed.key : null

  const submit = async () => {
    if (!key) return setError(refusal ?? 'Paste the line of a .pub file.')
    setBusy(true)
    try {
      const body = { line: key.line, ...(name.trim() ? { name: name.trim() } : {}) }
      const added = await api<SshKeyView>('POST', '/api/v1/ssh-keys', body)
      toast.success(`${added.name} is added.`)
      onDone()
      router.refresh()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }
  return (
    <form
      className="flex flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field
        label="Public key"
        error={error ?? refusal}
        help={
          key ? (
            <>
              {key.bits} bits, <span className="mono break-all">{key.fingerprint}</span>
            </>
          ) : (
            'The one line of ~/.ssh/id_ed25519.pub or another .pub file.'
          )
        }
      >
        {(control) => (
          <Textarea
            {...control}
            mono
            rows={4}
            value={line}
            autoComplete="off"
            autoCapitalize="off"
            placeholder="ssh-ed25519 AAAA… you@laptop"
            className="break-all"
            onChange={(event) => {
              setLine(event.target.value)
              setError(null)
            }}
          />
        )}
      </Field>
      <Field
        label="Name"
        help={`Its comment${key?.comment ? `, ${key.comment},` : ''} when left out.`}
      >
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
      <Button type="submit" variant="primary" busy={isBusy} className="self-end">
        Add SSH key
      </Button>
    </form>
  )
}
