'use client'

import { CornerDownLeft } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { z } from 'zod'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/ui/password-input'
import { setupSchema } from '@/lib/schemas/requests'

type Errors = Partial<Record<'code' | 'name' | 'email' | 'password', string>>

const EMPTY = { code: '', name: '', email: '', password: '' }

export function SetupForm() {
  const [values, setValues] = useState(EMPTY)
  const [errors, setErrors] = useState<Errors>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const bind = (key: keyof typeof EMPTY) => ({
    name: key,
    value: values[key],
    onChange: (event: { target: { value: string } }) => {
      setValues({ ...values, [key]: event.target.value })
      setErrors({ ...errors, [key]: undefined })
    },
  })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    const parsed = setupSchema.safeParse(values)
    if (!parsed.success) return setErrors(firstErrors(parsed.error))
    setBusy(true)
    try {
      await api('POST', '/api/v1/setup', parsed.data)
      await signIn(parsed.data.email, parsed.data.password)
    } catch (cause) {
      const sentence = sentenceOf(cause)
      if (cause instanceof ApiError && cause.code.includes('CODE')) setErrors({ code: sentence })
      else setFailure(sentence)
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
      <Field
        label="One-time code"
        error={errors.code}
        help="The terminal that started the cockpit printed it."
      >
        {(control) => (
          <Input {...control} {...bind('code')} mono inputSize="lg" autoComplete="off" autoFocus />
        )}
      </Field>
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} {...bind('name')} inputSize="lg" autoComplete="name" />}
      </Field>
      <Field label="Email" error={errors.email}>
        {(control) => (
          <Input
            {...control}
            {...bind('email')}
            type="email"
            inputSize="lg"
            autoComplete="username"
          />
        )}
      </Field>
      <Field label="Password" error={errors.password} help={passwordHelp(values.password.length)}>
        {(control) => (
          <PasswordInput
            {...control}
            {...bind('password')}
            inputSize="lg"
            autoComplete="new-password"
          />
        )}
      </Field>
      {failure && (
        <ErrorPanel title="The owner was not created" notDone="Nothing was saved.">
          {failure}
        </ErrorPanel>
      )}
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        Create owner {!busy && <CornerDownLeft aria-hidden />}
      </Button>
    </form>
  )
}

/** The set-up may or may not have signed us in; the sign-in page is the honest next step when it did not. */
async function signIn(email: string, password: string): Promise<void> {
  const isSignedIn = await api('POST', '/api/auth/sign-in/email', { email, password }).then(
    () => true,
    () => false,
  )
  window.location.replace(isSignedIn ? '/' : '/sign-in')
}

function passwordHelp(length: number): string {
  if (length === 0) return 'At least 10 characters. Length counts, symbols do not have to.'
  return `${length} ${length === 1 ? 'character' : 'characters'}. Length counts, symbols do not have to.`
}

function firstErrors(error: z.ZodError<z.input<typeof setupSchema>>): Errors {
  const { fieldErrors } = z.flattenError(error)
  return {
    code: fieldErrors.code?.[0],
    name: fieldErrors.name?.[0],
    email: fieldErrors.email?.[0],
    password: fieldErrors.password?.[0],
  }
}
