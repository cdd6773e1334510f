'use client'

import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { Segmented } from '@/components/ui/segmented'
import { SwitchField, TextField } from './form-fields'
import type { WorkloadState } from './use-workload'
import { errorOf } from './workload-form'

const DISKS = [
  { value: 'SSD', label: 'SSD' },
  { value: 'HDD', label: 'HDD' },
] as const
const MODES = [
  { value: 'seq', label: 'Sequential' },
  { value: 'user', label: 'User keys' },
] as const

function DiskFields({ form }: { form: WorkloadState }) {
  return (
    <div className="flex flex-wrap items-start gap-4">
      <TextField form={form} name="size" label="Size, GiB" numeric className="w-32" />
      <div className="flex flex-col gap-1">
        <span className="text-caption font-medium text-fg-2">Disk</span>
        <Segmented
          label="Disk"
          value={form.values.diskType}
          options={DISKS}
          onValueChange={(diskType) => form.change({ diskType })}
        />
      </div>
    </div>
  )
}

export function VolumeFields({ form }: { form: WorkloadState }) {
  return <DiskFields form={form} />
}

export function ZdbFields({ form }: { form: WorkloadState }) {
  const { values, change, plan, isShown } = form
  return (
    <>
      <DiskFields form={form} />
      <div className="flex flex-col items-start gap-1">
        <span className="text-caption font-medium text-fg-2">Mode</span>
        <Segmented
          label="Mode"
          value={values.mode}
          options={MODES}
          onValueChange={(mode) => change({ mode })}
        />
        <p className="text-caption text-fg-3">
          {values.mode === 'seq'
            ? 'The store numbers the keys itself and keeps every version.'
            : 'You choose the keys; a new value replaces the old one.'}
        </p>
      </div>
      <Field
        label="Password"
        help="Sealed for the node when it is signed. It is not kept here: write it down."
        error={errorOf(plan, 'password', isShown('password'))}
        className="max-w-96"
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="new-password"
            value={values.password}
            onChange={(event) => change({ password: event.target.value })}
          />
        )}
      </Field>
      <SwitchField
        form={form}
        name="public"
        label="Public"
        help="Anybody may read; only writing takes the password."
      />
    </>
  )
}

export function DebugFields({ form }: { form: WorkloadState }) {
  return (
    <>
      <div className="flex flex-wrap items-start gap-4">
        <TextField
          form={form}
          name="host"
          label="Host"
          placeholder="log.example.com"
          help="A Redis server of yours that the node can reach"
          mono
          className="min-w-0 flex-1 basis-64"
        />
        <TextField form={form} name="port" label="Port" numeric className="w-28" />
      </div>
      <TextField
        form={form}
        name="channel"
        label="Channel"
        placeholder="node-log"
        mono
        className="max-w-96"
      />
    </>
  )
}
