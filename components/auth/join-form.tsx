'use client'

import { CornerDownLeft } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState, useSyncExternalStore, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { Skeleton } from '@/components/ui/skeleton'
import { ROLE_WORDS } from '@/components/team/role-words'
import { joinSchema, type InvitationOffer } from '@/lib/schemas/team'

/** The code behind the # of the address, which never leaves the browser by itself; null on the server. */
function useLinkCode(): string | null {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener('hashchange', onChange)
      return () => window.removeEventListener('hashchange', onChange)
    },
    () => window.location.hash.slice(1),
    () => null,
  )
}

type Answer = { code: string } & ({ offer: InvitationOffer } | { problem: string })

/** What the link offers, asked once for each code. */
function useOffer(code: string | null): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    if (code === null || code === '') return
    const leaving = new AbortController()
    const options = { signal: leaving.signal }
    api<InvitationOffer>('POST', '/api/v1/invitations/check', { code }, options)
      .then((offer) => setAnswer({ code, offer }))
      .catch((error: unknown) => {
        if (!leaving.signal.aborted) setAnswer({ code, problem: sentenceOf(error) })
      })
    return () => leaving.abort()
  }, [code])
  return answer?.code === code ? answer : null
}

/** Taking up a link: a new account, or a new password for an old one. */
export function JoinForm() {
  const code = useLinkCode()
  const answer = useOffer(code)
  if (code === '')
    return (
      <Problem>
        The address has no code in it. Open the whole link you were given, with everything after the
        #.
      </Problem>
    )
  if (code === null || answer === null) return <Waiting />
  if ('problem' in answer) return <Problem>{answer.problem}</Problem>
  return <OfferForm key={code} code={code} offer={answer.offer} />
}

function Waiting() {
  return (
    <div role="status" className="mt-6 flex flex-col gap-4">
      <span className="sr-only">Reading the link…</span>
      <Skeleton className="h-4 w-56" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
    </div>
  )
}

function Problem({ children }: { children: React.ReactNode }) {
  return (
    <div className="mt-6 flex flex-col gap-4">
      <ErrorPanel title="This link does not work" notDone="Nothing was changed.">
        {children}
      </ErrorPanel>
      <Button asChild size="lg">
        <Link href="/sign-in">Go to sign-in</Link>
      </Button>
    </div>
  )
}

type Errors = Partial<Record<'name' | 'password', string>>

function OfferForm({ code, offer }: { code: string; offer: InvitationOffer }) {
  const isNew = offer.purpose === 'join'
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    const parsed = joinSchema.safeParse({ code, password, ...(isNew ? { name } : {}) })
    if (!parsed.success) return setErrors(errorsOf(parsed.error.issues))
    setBusy(true)
    try {
      await api('POST', '/api/v1/invitations/accept', parsed.data)
      // Replaces the entry, so that the used code is not in the history.
      window.location.replace('/')
    } catch (cause) {
      setFailure(sentenceOf(cause))
      setBusy(false)
    }
  }

  return (
    <form
      method="post"
      noValidate
      className="mt-6 flex flex-col gap-4"
      onSubmit={(event) => void submit(event)}
    >
      <Offer offer={offer} />
      {isNew && (
        <Field label="Name" error={errors.name ?? null} help="As your team will see it.">
          {(control) => (
            <Input
              {...control}
              value={name}
              inputSize="lg"
              autoComplete="name"
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <input type="hidden" name="email" value={offer.email} autoComplete="username" readOnly />
      <Field
        label={isNew ? 'Password' : 'New password'}
        error={errors.password ?? null}
        help="At least 10 characters. Length counts, symbols do not have to."
      >
        {(control) => (
          <PasswordInput
            {...control}
            value={password}
            inputSize="lg"
            autoComplete="new-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {failure && (
        <ErrorPanel
          title={isNew ? 'You did not join' : 'The password was not changed'}
          notDone="Nothing was saved."
        >
          {failure}
        </ErrorPanel>
      )}
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {isNew ? 'Join the team' : 'Set new password'} {!busy && <CornerDownLeft aria-hidden />}
      </Button>
    </form>
  )
}

function Offer({ offer }: { offer: InvitationOffer }) {
  if (offer.purpose === 'password')
    return (
      <p className="text-fg-2">
        Set a new password for <b className="font-medium break-all text-fg">{offer.email}</b>. You
        are signed out everywhere else.
      </p>
    )
  return (
    <p className="text-fg-2">
      You sign in as <b className="font-medium break-all text-fg">{offer.email}</b>. Your role is{' '}
      <b className="font-medium text-fg">{offer.role}</b>: {ROLE_WORDS[offer.role]}
    </p>
  )
}

function errorsOf(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Errors {
  const messageOf = (field: string) => issues.find(({ path }) => path[0] === field)?.message
  const [name, password] = [messageOf('name'), messageOf('password')]
  return { ...(name ? { name } : {}), ...(password ? { password } : {}) }
}
