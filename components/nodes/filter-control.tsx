'use client'

import { X } from 'lucide-react'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { filterRule, type FilterKey } from '@/lib/nodes/filters'
import { readFilter } from '@/lib/nodes/node-filter'
import type { NodeRow } from '@/lib/nodes/node-row'
import { joinValues, splitValues } from '@/lib/nodes/value-list'

interface FilterControlProps {
  filterKey: FilterKey
  /** as the address writes it; empty: not set */
  text: string
  rows: readonly NodeRow[]
  networks: readonly { id: string; name: string }[]
  /** null takes the filter off */
  onChange: (text: string | null) => void
}

/** The control a filter's row in the table asks for. */
export function FilterControl(props: FilterControlProps) {
  const { label, control } = filterRule(props.filterKey)
  switch (control.kind) {
    case 'choices':
      return <Choices {...props} label={label} options={control.options} />
    case 'names':
      return <Names {...props} label={label} of={control.of} />
    case 'one':
      return <One {...props} label={label} options={control.options} />
    case 'network':
      return <One {...props} label={label} options={networkOptions(props)} />
    case 'amount':
      return (
        <Typed {...props} label={amountLabel(label, control.unit)} placeholder="any" isNumber />
      )
    case 'text':
      return <Typed {...props} label={label} placeholder={control.placeholder} />
    case 'words':
      return null
  }
}

function amountLabel(label: string, unit: string): string {
  return unit ? `${label}, ${unit}` : label
}

function networkOptions({ networks, text }: FilterControlProps) {
  const named = networks.map(({ name }) => ({ value: name, label: name }))
  const isListed = ['', 'none', 'any', ...networks.map(({ name }) => name)].includes(text)
  return [
    { value: 'none', label: 'In none of ours' },
    { value: 'any', label: 'In any of ours' },
    ...named,
    ...(isListed ? [] : [{ value: text, label: text }]),
  ]
}

interface Labelled extends FilterControlProps {
  label: string
}

function One({
  label,
  text,
  options,
  onChange,
}: Labelled & { options: readonly { value: string; label: string }[] }) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={text}
          onValueChange={(value) => onChange(value || null)}
          options={[{ value: '', label: 'Any' }, ...options]}
        />
      )}
    </Field>
  )
}

function Choices({
  label,
  text,
  options,
  onChange,
}: Labelled & { options: readonly { value: string; label: string }[] }) {
  const chosen = splitValues(text)
  const toggle = (value: string, isOn: boolean) => {
    const next = options
      .map((option) => option.value)
      .filter((other) => (other === value ? isOn : chosen.includes(other)))
    onChange(next.join(',') || null)
  }
  return (
    <fieldset className="col-span-full">
      <legend className="mb-2 text-caption font-medium text-fg-2">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {options.map((option) => (
          <label key={option.value} className="inline-flex items-center gap-2">
            <Checkbox
              checked={chosen.includes(option.value)}
              onCheckedChange={(isOn) => toggle(option.value, isOn)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Names({ label, text, rows, of, onChange }: Labelled & { of: (row: NodeRow) => string }) {
  const chosen = splitValues(text)
  const known = [...new Set(rows.map(of))]
    .filter((name) => name !== '' && !chosen.includes(name))
    .sort((a, b) => a.localeCompare(b, 'en'))
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Field label={label}>
        {(control) => (
          <Select
            {...control}
            value=""
            disabled={known.length === 0}
            onValueChange={(name) => name && onChange(joinValues([...chosen, name]))}
            options={[
              { value: '', label: chosen.length > 0 ? 'Add another' : 'Any' },
              ...known.map((name) => ({ value: name, label: name })),
            ]}
          />
        )}
      </Field>
      {chosen.map((name) => (
        <span
          key={name}
          className="flex min-w-0 items-center gap-1 rounded-sm bg-hover pl-2 text-caption"
        >
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <button
            type="button"
            aria-label={`Take ${name} out`}
            className="touch-target grid size-6 shrink-0 place-items-center text-fg-3 hover:text-fg"
            onClick={() => onChange(joinValues(chosen.filter((other) => other !== name)) || null)}
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
    </div>
  )
}

/** Keeps what is typed until the field is left or Enter is pressed: 1 on the way to 16 is no filter. */
function Typed({
  filterKey,
  label,
  text,
  placeholder,
  isNumber,
  onChange,
}: Labelled & { placeholder: string; isNumber?: boolean }) {
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const commit = () => {
    if (typed === null) return
    if (typed.trim() === '') {
      setTyped(null)
      setProblem(null)
      if (text !== '') onChange(null)
      return
    }
    const reading = readFilter(filterKey, typed)
    if ('problem' in reading) return setProblem(reading.problem)
    setTyped(null)
    setProblem(null)
    if (reading.text !== text) onChange(reading.text)
  }
  return (
    <Field label={label} error={problem} className={problem ? 'col-span-full' : undefined}>
      {(control) => (
        <Input
          {...control}
          inputMode={isNumber ? 'decimal' : undefined}
          value={typed ?? text}
          placeholder={placeholder}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
          }}
        />
      )}
    </Field>
  )
}
