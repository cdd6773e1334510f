'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, ApiError, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { networkName } from '@/lib/schemas/fields'
import type { GridView, NetworkView } from '@/lib/schemas/views'
import { suggestRange } from '@/lib/network/common-ranges'
import { rangeNote } from './range-note'

interface NewNetworkDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  grids: readonly Pick<GridView, 'id' | 'name'>[]
  takenRanges: readonly string[]
}

const MODES = [
  { value: 'safe', label: 'Safe peers' },
  { value: 'compat', label: 'As tfuser' },
] as const
const MODE_HELP = {
  safe: 'No allowed IP stands on two peers, and replies take the way back.',
  compat: 'Peers exactly as tfuser makes them, its routing faults included.',
} as const

export function NewNetworkDialog(props: NewNetworkDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title="New network">
      {props.open && <NewNetworkForm {...props} />}
    </Dialog>
  )
}

interface Errors {
  name?: string | undefined
  range?: string | undefined
  form?: string | undefined
}

function NewNetworkForm({ onOpenChange, grids, takenRanges }: NewNetworkDialogProps) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [range, setRange] = useState(() => suggestRange(takenRanges) ?? '')
  const [mode, setMode] = useState<'safe' | 'compat'>('safe')
  const [gridId, setGridId] = useState(grids[0]?.id ?? '')
  const [errors, setErrors] = useState<Errors>({})
  const [isBusy, setBusy] = useState(false)
  const note = rangeNote(range)

  const submit = async () => {
    const problems = check(name, range)
    setErrors(problems)
    if (problems.name || problems.range) return
    setBusy(true)
    try {
      const body = { name: name.trim(), range: range.trim(), mode, ...(gridId ? { gridId } : {}) }
      const network = await api<NetworkView>('POST', '/api/v1/networks', body)
      router.push(`/networks/${network.id}`)
      router.refresh()
    } catch (error) {
      setErrors(atField(error))
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
      <Field
        label="Name"
        error={errors.name}
        help="Lower-case letters, digits and dashes. Nodes know the network by it."
      >
        {(control) => (
          <Input
            {...control}
            mono
            autoFocus
            autoCapitalize="off"
            autoComplete="off"
            placeholder="kestrel"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Range" error={errors.range} help="An IPv4 /16; each node gets a /24 of it.">
        {(control) => (
          <Input
            {...control}
            mono
            autoComplete="off"
            value={range}
            onChange={(event) => {
              setRange(event.target.value)
              setErrors({ ...errors, range: undefined })
            }}
          />
        )}
      </Field>
      {note.kind === 'warning' && (
        <p role="status" className="-mt-2 flex gap-2 rounded-md bg-warn/10 px-3 py-2 text-caption">
          <Glyph tone="warning" className="mt-[3px]" />
          <span>{note.text}</span>
        </p>
      )}
      <div>
        <p className="mb-1 text-caption font-medium text-fg-2">Peers</p>
        <Segmented label="Peers" value={mode} options={MODES} onValueChange={setMode} />
        <p className="mt-1 text-caption text-fg-3">{MODE_HELP[mode]}</p>
      </div>
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
      {errors.form && (
        <ErrorPanel title="The network was not made" notDone="Nothing was saved.">
          {errors.form}
        </ErrorPanel>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="primary" busy={isBusy}>
          Create network
        </Button>
      </div>
    </form>
  )
}

function check(name: string, range: string): Errors {
  const named = networkName.safeParse(name)
  const note = rangeNote(range)
  return {
    name: named.success ? undefined : named.error.issues[0]?.message,
    range: note.kind === 'error' ? note.text : undefined,
  }
}

/** What the server refuses goes to the field it is about. */
function atField(error: unknown): Errors {
  const message = sentenceOf(error)
  const code = error instanceof ApiError ? error.code : ''
  if (code === 'INVALID_CIDR') return { range: message }
  if (code === 'NAME_INVALID' || code === 'ALREADY_EXISTS') return { name: message }
  return { form: message }
}
