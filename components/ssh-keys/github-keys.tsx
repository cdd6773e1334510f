'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { plural } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { FoundSshKeys, SshKeyView } from '@/lib/schemas/files'

interface GithubKeysProps {
  known: readonly SshKeyView[]
  onDone: () => void
}

/** Asks GitHub when told to, shows what it found, adds what is chosen. */
export function GithubKeys({ known, onDone }: GithubKeysProps) {
  const [account, setAccount] = useState('')
  const [found, setFound] = useState<FoundSshKeys | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const look = async () => {
    if (account.trim() === '') return setError('Type the name of an account.')
    setBusy(true)
    setError(null)
    setFound(null)
    try {
      setFound(await api<FoundSshKeys>('POST', '/api/v1/ssh-keys/lookup', { account }))
    } catch (cause) {
      setError(sentenceOf(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <form
        className="flex items-start gap-2 max-sm:flex-col"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void look()
        }}
      >
        <Field
          label="GitHub account"
          error={error}
          help="GitHub is asked once, now. Nothing is added yet."
          className="w-full flex-1"
        >
          {(control) => (
            <Input
              {...control}
              mono
              value={account}
              maxLength={60}
              autoComplete="off"
              autoCapitalize="off"
              placeholder="octocat"
              onChange={(event) => setAccount(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          busy={isBusy}
          variant={found ? 'secondary' : 'primary'}
          className="sm:mt-5"
        >
          Find keys
        </Button>
      </form>
      {found && <FoundKeys key={found.account} found={found} known={known} onDone={onDone} />}
    </>
  )
}

function FoundKeys({ found, known, onDone }: GithubKeysProps & { found: FoundSshKeys }) {
  const router = useRouter()
  const had = new Set(known.map(({ fingerprint }) => fingerprint))
  const fresh = found.keys.filter(({ fingerprint }) => !had.has(fingerprint))
  const [chosen, setChosen] = useState(() => new Set(fresh.map(({ fingerprint }) => fingerprint)))
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const toggle = (fingerprint: string, isOn: boolean) => {
    const next = new Set(chosen)
    if (isOn) next.add(fingerprint)
    else next.delete(fingerprint)
    setChosen(next)
  }
  const add = async () => {
    setBusy(true)
    setError(null)
    try {
      for (const { line } of fresh.filter(({ fingerprint }) => chosen.has(fingerprint)))
        await api('POST', '/api/v1/ssh-keys', { line, account: found.account })
      toast.success(`${plural(chosen.size, 'key')} of ${found.account} added.`)
      onDone()
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
    router.refresh()
  }
  return (
    <div className="flex flex-col gap-3">
      <ul
        aria-label={`Keys of ${found.account}`}
        className="max-h-72 divide-y divide-border/65 overflow-y-auto rounded-lg border bg-bg"
      >
        {found.keys.map(({ fingerprint, type }) => (
          <li key={fingerprint}>
            <label className="flex min-h-11 items-center gap-3 px-3 py-2">
              <Checkbox
                checked={chosen.has(fingerprint)}
                disabled={had.has(fingerprint)}
                onCheckedChange={(isOn) => toggle(fingerprint, isOn)}
              />
              <span className="min-w-0">
                <span className="block text-caption text-fg-2">
                  {type}
                  {had.has(fingerprint) && ', in your list already'}
                </span>
                <span className="mono block break-all">{fingerprint}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {found.dropped > 0 && (
        <p className="text-caption text-fg-3">
          {plural(found.dropped, 'line')} of GitHub’s answer {found.dropped === 1 ? 'is' : 'are'} no
          usable key and left out.
        </p>
      )}
      {error && (
        <ErrorPanel title="Not every key was added" notDone="The others are in your list.">
          {error}
        </ErrorPanel>
      )}
      <Button
        variant="primary"
        busy={isBusy}
        disabled={chosen.size === 0}
        className="self-end"
        onClick={() => void add()}
      >
        {chosen.size === 0 ? 'Choose keys to add' : `Add ${plural(chosen.size, 'key')}`}
      </Button>
    </div>
  )
}
