'use client'

import { useState, type ReactNode } from 'react'
import { sentenceOf } from './api'
import { Button } from './button'
import { Dialog } from './dialog'
import { ErrorPanel } from './error-panel'
import { Field } from './field'
import { Input } from './input'

interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** the consequence, in sentences */
  children: ReactNode
  /** what has to be typed; only irreversible acts ask */
  name: string
  /** verb and noun of the button */
  action: string
  /** said when it fails: "Nothing was deleted." */
  notDone: string
  onConfirm: (typed: string) => Promise<void>
}

/** Asks for the name of what is about to go. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title } = props
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title}>
      {open && <ConfirmForm {...props} />}
    </Dialog>
  )
}

function ConfirmForm({
  onOpenChange,
  children,
  name,
  action,
  notDone,
  onConfirm,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [hint, setHint] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  const confirm = async () => {
    if (typed.trim() !== name) return setHint(`Type ${name} to go on.`)
    setBusy(true)
    setError(null)
    try {
      await onConfirm(typed.trim())
      onOpenChange(false)
    } catch (cause) {
      setError(sentenceOf(cause))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <div className="text-body text-fg-2">{children}</div>
      <Field
        label={
          <>
            Type <span className="mono text-fg">{name}</span> to confirm
          </>
        }
        error={hint}
      >
        {(control) => (
          <Input
            {...control}
            value={typed}
            autoComplete="off"
            autoCapitalize="off"
            mono
            onChange={(event) => {
              setTyped(event.target.value)
              setHint(null)
            }}
          />
        )}
      </Field>
      {error && (
        <ErrorPanel title={`${action} failed`} notDone={notDone}>
          {error}
        </ErrorPanel>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="danger" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
