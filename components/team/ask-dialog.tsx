'use client'

import { useState, type ReactNode } from 'react'
import { sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'

interface AskDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** the consequence, in sentences */
  children: ReactNode
  /** verb and noun of the button */
  action: string
  /** said when it fails: "Nobody was signed out." */
  notDone: string
  /** red, for what takes something away */
  danger?: boolean
  onConfirm: () => Promise<void>
}

/** Says the consequence and asks once; for acts that can be made good. */
export function AskDialog(props: AskDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title={props.title}>
      {props.open && <AskBody {...props} />}
    </Dialog>
  )
}

function AskBody({ onOpenChange, children, action, notDone, danger, onConfirm }: AskDialogProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const confirm = async () => {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      onOpenChange(false)
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-3 text-body text-fg-2">{children}</div>
      {error && (
        <ErrorPanel title={`${action} failed`} notDone={notDone}>
          {error}
        </ErrorPanel>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button variant={danger ? 'danger' : 'primary'} busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </div>
    </div>
  )
}
