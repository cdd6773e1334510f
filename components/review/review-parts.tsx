'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { Select } from '@/components/ui/select'
import type { IdentityView } from '@/lib/schemas/views'
import type { Check } from './checks'
import type { Failure } from './use-submit'

/** One block of the panel at the right. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-caption font-medium text-fg-3">{title}</h2>
      {children}
    </section>
  )
}

/** What holds, what is doubtful and what stops the submit. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  if (checks.length === 0) return <p className="text-fg-3">Nothing to check.</p>
  return (
    <ul className="flex flex-col gap-3">
      {checks.map((check) => (
        <li key={check.title} className="flex gap-2">
          <Glyph tone={check.tone} className="mt-[5px]" />
          <span className="min-w-0">
            <span className="sr-only">{CHECK_WORD[check.tone]}</span>
            {check.title}
            {check.note && <span className="block text-caption text-fg-3">{check.note}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
const CHECK_WORD: Record<string, string> = {
  running: 'Holds: ',
  warning: 'Warning: ',
  failed: 'Stops: ',
}

interface SignerProps {
  identities: readonly IdentityView[]
  gridName: string
  value: string
  onValue: (id: string) => void
}

/** Whose key signs it, and where it goes. */
export function Signer({ identities, gridName, value, onValue }: SignerProps) {
  if (identities.length === 0) {
    return (
      <p className="text-fg-2">
        There is no identity to sign with.{' '}
        <Link href="/identities" className="text-accent underline">
          Create one
        </Link>
        , then come back.
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <Field label="Identity" hideLabel>
        {(control) => (
          <Select
            {...control}
            className="w-full"
            value={value}
            options={identities.map(({ id, name, isMine, ownerName }) => ({
              value: id,
              label: isMine ? name : `${name}, shared by ${ownerName}`,
            }))}
            onValueChange={onValue}
          />
        )}
      </Field>
      <p className="text-caption text-fg-3">Goes to the explorer of the grid “{gridName}”.</p>
    </div>
  )
}

interface FailurePanelProps {
  failure: Failure
  isReloading: boolean
  onReload: () => void
}

/** Why it was not submitted; a plan that changed can be loaded anew. */
export function FailurePanel({ failure, isReloading, onReload }: FailurePanelProps) {
  return (
    <ErrorPanel
      title={failure.title}
      notDone={failure.notDone}
      actions={
        failure.canReload && (
          <Button size="sm" busy={isReloading} onClick={onReload}>
            Load the new plan
          </Button>
        )
      }
    >
      {failure.text}
    </ErrorPanel>
  )
}
