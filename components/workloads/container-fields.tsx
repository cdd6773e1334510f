'use client'

import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { WorkloadPlaces } from '@/lib/schemas/workloads'
import { SwitchField, TextField } from './form-fields'
import type { WorkloadState } from './use-workload'
import { errorOf, volumesOn } from './workload-form'

interface ContainerFieldsProps {
  form: WorkloadState
  places: WorkloadPlaces
}

/** Image, command, amounts, variables and volumes of a container. */
export function ContainerFields({ form, places }: ContainerFieldsProps) {
  return (
    <>
      <TextField
        form={form}
        name="flist"
        label="Image"
        placeholder="https://hub.grid.tf/tf-official-apps/redis.flist"
        help="Address of an flist"
        mono
      />
      <TextField
        form={form}
        name="entrypoint"
        label="Command"
        placeholder="/bin/redis-server --port 6379"
        help="Empty: the image's own"
        mono
      />
      <div className="flex flex-wrap items-start gap-4">
        <TextField form={form} name="cpu" label="vCPU" numeric className="w-24" />
        <TextField form={form} name="memory" label="Memory, MiB" numeric className="w-32" />
        <TextField
          form={form}
          name="ip"
          label="Address"
          help={form.plan?.ip ? `Empty: ${form.plan.ip}` : 'Empty: a free one'}
          mono
          className="w-44"
        />
      </div>
      <Mounts form={form} places={places} />
      <Variables form={form} />
      <TextField
        form={form}
        name="flistStorage"
        label="Storage of the image"
        placeholder="zdb://hub.grid.tf:9900"
        help="Empty: the node's own choice"
        mono
      />
      <SwitchField
        form={form}
        name="interactive"
        label="Interactive"
        help="The node starts a console in it that the network can reach."
      />
      <SwitchField
        form={form}
        name="publicIp6"
        label="Public IPv6"
        help="It also gets a public IPv6 address, where its node has any."
      />
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col items-start gap-2">
      <legend className="mb-1 text-caption font-medium text-fg-2">{title}</legend>
      {children}
    </fieldset>
  )
}

function Mounts({ form, places }: ContainerFieldsProps) {
  const { values, change, plan, isShown } = form
  const volumes = volumesOn(places, values)
  const options = volumes.map(({ reservationId, name, volumeId }) => ({
    value: reservationId,
    label: `${name} (${volumeId})`,
  }))
  const put = (index: number, patch: Partial<(typeof values.mounts)[number]>, field: string) =>
    change(
      { mounts: values.mounts.map((one, at) => (at === index ? { ...one, ...patch } : one)) },
      field,
    )
  return (
    <Group title="Volumes">
      {values.mounts.map((mount, index) => (
        <div key={index} className="flex w-full flex-wrap items-start gap-2">
          <Field
            label={`Volume ${index + 1}`}
            error={errorOf(plan, `mounts.${index}.volume`, isShown(`mounts.${index}.volume`))}
            className="min-w-0 flex-1 basis-40"
          >
            {(control) => (
              <Select
                {...control}
                value={mount.volume}
                options={[{ value: '', label: 'Choose a volume' }, ...options]}
                onValueChange={(volume) => put(index, { volume }, `mounts.${index}.volume`)}
              />
            )}
          </Field>
          <Field
            label={`Mounted at ${index + 1}`}
            error={errorOf(
              plan,
              `mounts.${index}.mountpoint`,
              isShown(`mounts.${index}.mountpoint`),
            )}
            className="min-w-0 flex-1 basis-40"
          >
            {(control) => (
              <Input
                {...control}
                mono
                autoComplete="off"
                placeholder="/data"
                value={mount.mountpoint}
                onChange={(event) =>
                  put(index, { mountpoint: event.target.value }, `mounts.${index}.mountpoint`)
                }
              />
            )}
          </Field>
          <Remove
            label={`Remove volume ${index + 1}`}
            onClick={() => change({ mounts: values.mounts.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      {volumes.length === 0 ? (
        <p className="text-caption text-fg-3">No volume of yours runs on this node.</p>
      ) : (
        <Button
          size="sm"
          onClick={() =>
            change(
              {
                mounts: [
                  ...values.mounts,
                  { volume: volumes[0]?.reservationId ?? '', mountpoint: '' },
                ],
              },
              'mounts',
            )
          }
        >
          <Plus aria-hidden /> Mount a volume
        </Button>
      )}
    </Group>
  )
}

function Variables({ form }: { form: WorkloadState }) {
  const { values, change, plan, isShown } = form
  const put = (index: number, patch: Partial<(typeof values.env)[number]>, field: string) =>
    change({ env: values.env.map((one, at) => (at === index ? { ...one, ...patch } : one)) }, field)
  return (
    <Group title="Environment">
      {values.env.map((variable, index) => (
        <div key={index} className="flex w-full flex-wrap items-start gap-2">
          {(['name', 'value'] as const).map((part) => (
            <Field
              key={part}
              label={part === 'name' ? `Variable ${index + 1}` : `Value ${index + 1}`}
              error={errorOf(plan, `env.${index}.${part}`, isShown(`env.${index}.${part}`))}
              className="min-w-0 flex-1 basis-40"
            >
              {(control) => (
                <Input
                  {...control}
                  mono
                  autoComplete="off"
                  value={variable[part]}
                  onChange={(event) =>
                    put(index, { [part]: event.target.value }, `env.${index}.${part}`)
                  }
                />
              )}
            </Field>
          ))}
          <Remove
            label={`Remove variable ${index + 1}`}
            onClick={() => change({ env: values.env.filter((_, at) => at !== index) })}
          />
        </div>
      ))}
      <Button
        size="sm"
        onClick={() => change({ env: [...values.env, { name: '', value: '' }] }, 'env')}
      >
        <Plus aria-hidden /> Add a variable
      </Button>
    </Group>
  )
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <IconButton label={label} className="mt-5" onClick={onClick}>
      <X />
    </IconButton>
  )
}
