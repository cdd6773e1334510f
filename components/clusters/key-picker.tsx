'use client'

import { Plus, X } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { count } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { Textarea } from '@/components/ui/input'
import { Meter } from '@/components/ui/meter'
import { MAX_SSH_KEY_BYTES } from '@/lib/protocol/workload-limits'
import { fetchAccountKeys } from './account-keys'
import { bytesUsed, readTyped, withKeys, type ChosenKey, type SavedKey } from './ssh-choice'

interface KeyPickerProps {
  saved: readonly SavedKey[]
  chosen: readonly ChosenKey[]
  /** what stands in the field and is not added yet */
  typed: string
  onTyped: (text: string) => void
  /** why the choice cannot be used, once it was tried */
  error: string | null
  onChosen: (keys: ChosenKey[]) => void
}

/** Who may log in: saved keys, an account's keys, or a pasted one. */
export function KeyPicker(props: KeyPickerProps) {
  const { saved, chosen, typed, onTyped, error, onChosen } = props
  const savedPrints = new Set(saved.map(({ fingerprint }) => fingerprint))
  const others = chosen.filter(({ fingerprint }) => !savedPrints.has(fingerprint))
  const isChosen = (fingerprint: string) => chosen.some((key) => key.fingerprint === fingerprint)
  const drop = (fingerprint: string) =>
    onChosen(chosen.filter((key) => key.fingerprint !== fingerprint))
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="mb-1 flex items-center gap-2 text-caption font-medium text-fg-2">
          Saved keys
          <Link href="/ssh-keys" className="touch-target ml-auto font-normal underline">
            Manage saved keys
          </Link>
        </p>
        {saved.length === 0 ? (
          <p className="rounded-lg border bg-surface px-4 py-3 text-fg-3">
            None are saved yet. Add one below, just for this cluster.
          </p>
        ) : (
          <ul className="max-h-80 divide-y divide-border/65 overflow-y-auto rounded-lg border bg-surface">
            {saved.map((key) => (
              <li key={key.id}>
                <label className="flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2">
                  <Checkbox
                    checked={isChosen(key.fingerprint)}
                    aria-label={key.name}
                    onCheckedChange={(isOn) =>
                      isOn ? onChosen(withKeys(chosen, [key])) : drop(key.fingerprint)
                    }
                  />
                  <KeyWords name={key.name} fingerprint={key.fingerprint} />
                </label>
              </li>
            ))}
          </ul>
        )}
      </div>
      {others.length > 0 && (
        <ul
          aria-label="Keys only for this cluster"
          className="divide-y divide-border/65 rounded-lg border bg-surface"
        >
          {others.map((key) => (
            <li key={key.fingerprint} className="flex min-h-11 items-center gap-3 px-4 py-2">
              <KeyWords name={key.name} fingerprint={key.fingerprint} />
              <IconButton
                label={`Take ${key.name} away`}
                tooltip={false}
                className="ml-auto"
                onClick={() => drop(key.fingerprint)}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <AddKey
        text={typed}
        onText={onTyped}
        error={error}
        onAdd={(keys) => onChosen(withKeys(chosen, keys))}
      />
      <BytesUsed bytes={bytesUsed(chosen)} />
    </div>
  )
}

function KeyWords({ name, fingerprint }: { name: string; fingerprint: string }) {
  return (
    <span className="min-w-0">
      <span className="block truncate">{name}</span>
      <span className="mono block text-[11px] break-all text-fg-3">{fingerprint}</span>
    </span>
  )
}

interface AddKeyProps {
  text: string
  onText: (text: string) => void
  error: string | null
  onAdd: (keys: readonly ChosenKey[]) => void
}

function AddKey({ text, onText, error, onAdd }: AddKeyProps) {
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const add = async () => {
    const typed = readTyped(text)
    if (typed.kind === 'error') return setRefusal(typed.message)
    setRefusal(null)
    setBusy(true)
    try {
      onAdd(typed.kind === 'key' ? [typed.key] : await fetchAccountKeys(typed.account))
      onText('')
    } catch (cause) {
      setRefusal(sentenceOf(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Field
        label="Another key"
        error={refusal ?? error}
        help="The line of a .pub file, or github:NAME for the keys of that account. GitHub is asked when you press Add."
      >
        {(control) => (
          <Textarea
            {...control}
            mono
            rows={2}
            autoComplete="off"
            autoCapitalize="off"
            placeholder="ssh-ed25519 AAAA… you@laptop"
            value={text}
            onChange={(event) => {
              onText(event.target.value)
              setRefusal(null)
            }}
          />
        )}
      </Field>
      <Button className="mt-2" busy={isBusy} onClick={() => void add()}>
        <Plus aria-hidden />
        Add key
      </Button>
    </div>
  )
}

function BytesUsed({ bytes }: { bytes: number }) {
  return (
    <div>
      <p className="mb-1 text-caption text-fg-2">
        <span className="tabular-nums">
          {count(bytes)} of {count(MAX_SSH_KEY_BYTES)}
        </span>{' '}
        bytes used: the keys travel on each VM’s kernel command line.
      </p>
      <Meter value={bytes} max={MAX_SSH_KEY_BYTES} label="bytes of SSH keys" />
    </div>
  )
}
