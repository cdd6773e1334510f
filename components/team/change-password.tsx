'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { toast } from '@/components/ui/toast'

const EMPTY = { current: '', next: '' }

export function ChangePassword() {
  const router = useRouter()
  const [values, setValues] = useState(EMPTY)
  const [errors, setErrors] = useState<Partial<typeof EMPTY>>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const bind = (name: keyof typeof EMPTY) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => {
      setValues({ ...values, [name]: event.target.value })
      setErrors({ ...errors, [name]: undefined })
    },
  })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    const { changePasswordSchema } = await import('@/lib/schemas/team')
    const parsed = changePasswordSchema.safeParse(values)
    if (!parsed.success) return setErrors(firstErrors(parsed.error.issues))
    setBusy(true)
    try {
      await api('POST', '/api/v1/users/me/password', parsed.data)
      setValues(EMPTY)
      toast.success('Your password is changed. Your other sessions have ended.')
      router.refresh()
    } catch (cause) {
      const isWrong = cause instanceof ApiError && cause.code === 'SIGN_IN_FAILED'
      if (isWrong) setErrors({ current: 'That is not your password.' })
      else setFailure(sentenceOf(cause))
    }
    setBusy(false)
  }

  return (
    <Card>
      <CardHeader title="Password" note="changing it signs you out everywhere else" />
      <form
        method="post"
        noValidate
        className="flex max-w-[416px] flex-col gap-4 p-4"
        onSubmit={(event) => void submit(event)}
      >
        <Field label="Your password now" error={errors.current ?? null}>
          {(control) => (
            <PasswordInput {...control} {...bind('current')} autoComplete="current-password" />
          )}
        </Field>
        <Field label="New password" error={errors.next ?? null} help="At least 10 characters.">
          {(control) => (
            <PasswordInput {...control} {...bind('next')} autoComplete="new-password" />
          )}
        </Field>
        {failure && (
          <ErrorPanel title="The password was not changed" notDone="The old one still works.">
            {failure}
          </ErrorPanel>
        )}
        <Button type="submit" busy={busy} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  )
}

function firstErrors(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): Partial<typeof EMPTY> {
  const messageOf = (name: keyof typeof EMPTY) =>
    issues.find(({ path }) => path[0] === name)?.message
  return { current: messageOf('current'), next: messageOf('next') }
}
