'use client'

import type { ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import type { WorkloadState } from './use-workload'
import { errorOf, type WorkloadValues } from './workload-form'

/** Names of the fields that hold text. */
type TextKey = {
  [Key in keyof WorkloadValues]: WorkloadValues[Key] extends string ? Key : never
}[keyof WorkloadValues]
type SwitchKey = {
  [Key in keyof WorkloadValues]: WorkloadValues[Key] extends boolean ? Key : never
}[keyof WorkloadValues]

interface TextFieldProps {
  form: WorkloadState
  name: TextKey
  label: string
  help?: ReactNode
  placeholder?: string
  mono?: boolean
  numeric?: boolean
  className?: string
}

/** A text or number of the form, with the plan's sentence beneath. */
export function TextField({
  form,
  name,
  label,
  help,
  placeholder,
  mono,
  numeric,
  className,
}: TextFieldProps) {
  return (
    <Field
      label={label}
      help={help}
      error={errorOf(form.plan, name, form.isShown(name))}
      className={className}
    >
      {(control) => (
        <Input
          {...control}
          mono={mono ?? false}
          autoComplete="off"
          autoCapitalize="off"
          inputMode={numeric ? 'numeric' : undefined}
          placeholder={placeholder}
          value={form.values[name]}
          onChange={(event) => form.change({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
}

interface SwitchFieldProps {
  form: WorkloadState
  name: SwitchKey
  label: string
  help: string
}

/** Yes or no, with what it means. */
export function SwitchField({ form, name, label, help }: SwitchFieldProps) {
  return (
    <label className="flex items-start gap-3 pointer-coarse:min-h-11">
      <Switch
        checked={form.values[name]}
        aria-label={label}
        className="mt-0.5"
        onCheckedChange={(isOn) => form.change({ [name]: isOn })}
      />
      <span>
        <span className="block text-label">{label}</span>
        <span className="block text-caption text-fg-3">{help}</span>
      </span>
    </label>
  )
}
