'use client'

import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover, usePopoverClose } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import { ENDPOINT_WORD, STATUS_WORD } from './filter-words'
import { ENDPOINTS, filterCount, FRESHNESS, NO_FILTER, type NodeFilter } from './node-filter'

interface FilterPopoverProps {
  filter: NodeFilter
  farms: readonly string[]
  countries: readonly string[]
  onChange: (patch: Partial<NodeFilter>) => void
  children: ReactNode
}

export function FilterPopover({
  filter,
  farms,
  countries,
  onChange,
  children,
}: FilterPopoverProps) {
  return (
    <Popover
      label="Filters"
      className="flex w-80 flex-col gap-4 p-4"
      trigger={
        <Button variant="ghost" size="sm">
          {children}
        </Button>
      }
    >
      <CheckGroup
        label="Status"
        words={STATUS_WORD}
        values={FRESHNESS}
        chosen={filter.status}
        onChange={(status) => onChange({ status })}
      />
      <CheckGroup
        label="Endpoint"
        words={ENDPOINT_WORD}
        values={ENDPOINTS}
        chosen={filter.endpoint}
        onChange={(endpoint) => onChange({ endpoint })}
      />
      <div className="grid grid-cols-3 gap-3">
        <Amount
          label="vCPU free ≥"
          value={filter.minCpu}
          onCommit={(minCpu) => onChange({ minCpu })}
        />
        <Amount
          label="GiB free ≥"
          value={filter.minMemory}
          onCommit={(minMemory) => onChange({ minMemory })}
        />
        <Amount
          label="SSD GiB ≥"
          value={filter.minSsd}
          onCommit={(minSsd) => onChange({ minSsd })}
        />
      </div>
      <Choice
        label="Farm"
        value={filter.farm}
        values={farms}
        onChange={(farm) => onChange({ farm })}
      />
      <Choice
        label="Country"
        value={filter.country}
        values={countries}
        onChange={(country) => onChange({ country })}
      />
      <Field label="Simulated nodes">
        {(control) => (
          <Select
            {...control}
            value={filter.simulated}
            onValueChange={(simulated) => onChange({ simulated })}
            options={[
              { value: '', label: 'Show them' },
              { value: 'only', label: 'Only them' },
              { value: 'none', label: 'Leave them out' },
            ]}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button
          variant="ghost"
          size="sm"
          disabled={filterCount(filter) === 0}
          onClick={() =>
            onChange({
              ...NO_FILTER,
              q: filter.q,
              sort: filter.sort,
              descending: filter.descending,
            })
          }
        >
          Clear filters
        </Button>
        <DoneButton />
      </div>
    </Popover>
  )
}

function DoneButton() {
  const close = usePopoverClose()
  return (
    <Button size="sm" onClick={close}>
      Done
    </Button>
  )
}

interface CheckGroupProps<T extends string> {
  label: string
  words: Record<T, string>
  values: readonly T[]
  chosen: readonly T[]
  onChange: (chosen: T[]) => void
}

function CheckGroup<T extends string>({
  label,
  words,
  values,
  chosen,
  onChange,
}: CheckGroupProps<T>) {
  return (
    <fieldset>
      <legend className="mb-2 text-caption font-medium text-fg-2">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {values.map((value) => (
          <label key={value} className="inline-flex items-center gap-2">
            <Checkbox
              checked={chosen.includes(value)}
              onCheckedChange={(checked) =>
                onChange(
                  values.filter((other) => (other === value ? checked : chosen.includes(other))),
                )
              }
            />
            {words[value]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Choice({
  label,
  value,
  values,
  onChange,
}: {
  label: string
  value: string
  values: readonly string[]
  onChange: (value: string) => void
}) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onValueChange={onChange}
          options={[
            { value: '', label: 'Any' },
            ...values.map((name) => ({ value: name, label: name })),
          ]}
        />
      )}
    </Field>
  )
}

/** Keeps what is typed until the field is left or Enter is pressed: 1 on the way to 16 is no filter. */
function Amount({
  label,
  value,
  onCommit,
}: {
  label: string
  value: number
  onCommit: (value: number) => void
}) {
  const [text, setText] = useState<string | null>(null)
  const commit = () => {
    if (text === null) return
    const number = Number(text)
    setText(null)
    if (Number.isFinite(number) && number >= 0 && number !== value) onCommit(number)
  }
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          value={text ?? (value === 0 ? '' : String(value))}
          placeholder="any"
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
          }}
        />
      )}
    </Field>
  )
}
