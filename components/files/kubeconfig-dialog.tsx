'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { FileView } from '@/lib/schemas/files'
import { problemsOf, type FieldProblem } from './kubeconfig-problems'

interface KubeconfigDialogProps {
  clusterId: string
  clusterName: string
  masterIp: string
  onClose: () => void
}

const MAX_BYTES = 256 * 1024

interface Refusal {
  sentence: string
  problems: readonly FieldProblem[]
}

export function KubeconfigDialog({
  clusterId,
  clusterName,
  masterIp,
  onClose,
}: KubeconfigDialogProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [hint, setHint] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const change = (next: string) => {
    setText(next)
    setHint(null)
    setRefusal(null)
  }
  const submit = async () => {
    if (text.trim() === '') return setHint('Choose the file or paste its text.')
    setBusy(true)
    setRefusal(null)
    try {
      await api<FileView>('POST', `/api/v1/clusters/${clusterId}/kubeconfig`, { file: text })
      toast.success(`The kubeconfig of ${clusterName} is stored.`)
      onClose()
      router.refresh()
    } catch (error) {
      const problems = error instanceof ApiError ? problemsOf(error.details) : []
      setRefusal({ sentence: sentenceOf(error), problems })
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      size="md"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Kubeconfig of ${clusterName}`}
      description={
        <>
          The <code className="mono">k3s.yaml</code> of its master. It is checked, pointed at{' '}
          <code className="mono">https://{masterIp}:6443</code>, named {clusterName} and sealed.
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <PickFile onText={change} onRefused={setHint} />
        <Field label="Or paste its text" error={hint}>
          {(control) => (
            <Textarea
              {...control}
              mono
              rows={8}
              value={text}
              autoComplete="off"
              placeholder={
                'apiVersion: v1\nclusters:\n- cluster:\n    certificate-authority-data: …'
              }
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Field>
        {refusal && <Refused {...refusal} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isBusy}>
            Check and store
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface PickFileProps {
  onText: (text: string) => void
  onRefused: (sentence: string) => void
}

function PickFile({ onText, onRefused }: PickFileProps) {
  const picker = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (!file) return
    if (file.size > MAX_BYTES)
      return onRefused(`${file.name} is larger than 256 KiB; that is no k3s.yaml.`)
    onText(await file.text())
  }
  return (
    <div>
      <input
        ref={picker}
        type="file"
        accept=".yaml,.yml,.conf,application/yaml,text/plain"
        aria-label="k3s.yaml file"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <Button onClick={() => picker.current?.click()}>
        <FileUp aria-hidden />
        Choose file
      </Button>
    </div>
  )
}

function Refused({ sentence, problems }: Refusal) {
  return (
    <ErrorPanel title="This file is refused" notDone="Nothing was stored, started or read.">
      {problems.length === 0 ? (
        sentence
      ) : (
        <ul aria-label="Refused fields" className="mt-2 flex flex-col gap-1">
          {problems.map(({ field, message }) => (
            <li key={field}>
              <code className="mono text-fg">{field}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </ErrorPanel>
  )
}
