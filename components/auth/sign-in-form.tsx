'use client'

import { CornerDownLeft } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'

export function SignInForm() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    try {
      await api('POST', '/api/auth/sign-in/email', {
        email: String(form.get('email')).trim(),
        password: String(form.get('password')),
      })
      window.location.replace('/')
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }

  return (
    // With method post, a submit before the script is there never puts the password into the address.
    <form
      method="post"
      className="mt-6 flex flex-col gap-4"
      onSubmit={(event) => void submit(event)}
    >
      <Field label="Email">
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            inputSize="lg"
            autoFocus
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="current-password"
            required
            inputSize="lg"
          />
        )}
      </Field>
      {error && <ErrorPanel title="Not signed in">{error}</ErrorPanel>}
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        Sign in {!busy && <CornerDownLeft aria-hidden />}
      </Button>
    </form>
  )
}
