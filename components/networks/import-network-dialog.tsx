'use client'

import { FileJson } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { GridView, NetworkView } from '@/lib/schemas/views'

interface ImportNetworkDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  grids: readonly Pick<GridView, 'id' | 'name'>[]
}

const MAX_BYTES = 2_000_000

export function ImportNetworkDialog(props: ImportNetworkDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title="Import network.json"
      description="A file tfuser made. Its subnets, ports and keys are kept. Nothing is sent to the grid."
      size="md"
    >
      {props.open && <ImportForm {...props} />}
    </Dialog>
  )
}

function ImportForm({ onOpenChange, grids }: ImportNetworkDialogProps) {
  const router = useRouter()
  const picker = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [gridId, setGridId] = useState(grids[0]?.id ?? '')
  const [errors, setErrors] = useState<{ file?: string; name?: string }>({})
  const [isBusy, setBusy] = useState(false)

  const read = async (file: File | undefined) => {
    if (!file) return
    if (file.size > MAX_BYTES) {
      return setErrors({ file: `${file.name} is larger than 2 MB; that is no network.json.` })
    }
    setText(await file.text())
    setErrors({})
  }
  const submit = async () => {
    if (text.trim() === '') return setErrors({ file: 'Choose a file or paste its text.' })
    setBusy(true)
    try {
      const body = {
        file: text,
        ...(name.trim() ? { name: name.trim() } : {}),
        ...(gridId ? { gridId } : {}),
      }
      const network = await api<NetworkView>('POST', '/api/v1/networks/import', body)
      router.push(`/networks/${network.id}`)
      router.refresh()
    } catch (error) {
      const isName =
        error instanceof ApiError && ['ALREADY_EXISTS', 'NAME_INVALID'].includes(error.code)
      setErrors(isName ? { name: sentenceOf(error) } : { file: sentenceOf(error) })
      setBusy(false)
    }
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          aria-label="network.json file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void read(event.target.files?.[0])}
        />
        <Button onClick={() => picker.current?.click()}>
          <FileJson aria-hidden />
          Choose file
        </Button>
      </div>
      <Field label="Or paste its text" error={errors.file}>
        {(control) => (
          <Textarea
            {...control}
            mono
            rows={8}
            value={text}
            placeholder='{"name":"kestrel","ip_range":"10.40.0.0/16","net_resources":[…]}'
            onChange={(event) => setText(event.target.value)}
            onDrop={(event) => {
              if (event.dataTransfer.files.length === 0) return
              event.preventDefault()
              void read(event.dataTransfer.files[0])
            }}
          />
        )}
      </Field>
      <Field label="Name, when it should differ from the file's" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            mono
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {grids.length > 1 && (
        <Field label="Grid">
          {(control) => (
            <Select
              {...control}
              value={gridId}
              options={grids.map((grid) => ({ value: grid.id, label: grid.name }))}
              onValueChange={setGridId}
            />
          )}
        </Field>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          Import
        </Button>
      </div>
    </form>
  )
}
