'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { isDomainError } from '@/lib/errors/domain-error'
import { parseWireGuardKey } from '@/lib/crypto/wireguard-keys'
import { displayName } from '@/lib/schemas/fields'
import { accessOptions } from './model/access-options'
import { classOf, familyFor, type FactsMap } from './model/connect'
import { useDesigner } from './store/context'
import type { DeviceKind } from './palette/add-device-buttons'
import type { DesignerActions } from './use-actions'

interface DeviceDialogProps {
  /** null: closed */
  kind: DeviceKind | null
  onClose: () => void
  facts: FactsMap
  actions: DesignerActions
}

const TITLE = {
  laptop: 'Add a laptop',
  server: 'Add a server',
  'own-key': 'Add a device with its own key',
} as const

export function DeviceDialog({ kind, ...props }: DeviceDialogProps) {
  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={kind ? TITLE[kind] : 'Add a device'}
    >
      {kind && <DeviceForm kind={kind} {...props} />}
    </Dialog>
  )
}

const FAMILIES = [
  { value: 'ipv4', label: 'IPv4' },
  { value: 'ipv6', label: 'IPv6' },
] as const

function DeviceForm({ kind, onClose, facts, actions }: DeviceDialogProps & { kind: DeviceKind }) {
  const design = useDesigner((state) => state.design)
  const options = accessOptions(design, facts)
  const usable = options.find((option) => !option.disabled)
  const [name, setName] = useState(() =>
    freeName(
      kind,
      design.devices.map((d) => d.name),
    ),
  )
  const [access, setAccess] = useState(usable?.value ?? '')
  const [wanted, setWanted] = useState<'ipv4' | 'ipv6'>('ipv4')
  const [key, setKey] = useState('')
  const [errors, setErrors] = useState<{ name?: string; key?: string; form?: string }>({})
  const nodeKind = classOf(design, facts, access)
  const family = familyFor(nodeKind, wanted)

  if (!usable) {
    return (
      <p className="text-fg-2">
        No node of this network has a public endpoint, so nothing outside can dial in. Add a node
        that is dual, IPv4 or IPv6 first.
      </p>
    )
  }
  const submit = () => {
    const problems = check(name, key, kind)
    setErrors(problems)
    if (problems.name || problems.key) return
    const ownPublicKey = key.trim() || undefined
    const refusal = actions.addDevice({
      name: name.trim(),
      accessNodeId: access,
      family,
      ownPublicKey,
    })
    if (refusal) setErrors({ form: refusal })
    else onClose()
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Joins through"
        help="A device dials one node of the network and reaches all others from there."
        error={errors.form}
      >
        {(control) => (
          <Select {...control} value={access} options={options} onValueChange={setAccess} />
        )}
      </Field>
      {nodeKind === 'dual' && (
        <div>
          <p className="mb-1 text-caption font-medium text-fg-2">Dials over</p>
          <Segmented
            label="Dials over"
            value={family}
            options={FAMILIES}
            onValueChange={setWanted}
          />
        </div>
      )}
      <Field
        label={
          kind === 'own-key'
            ? 'Its WireGuard public key'
            : 'Its WireGuard public key, if it has one'
        }
        help={
          kind === 'own-key'
            ? 'On the device: wg genkey | tee private.key | wg pubkey. The private key never leaves it.'
            : 'Left empty, the cockpit makes the key pair and seals the private one.'
        }
        error={errors.key}
      >
        {(control) => (
          <Input
            {...control}
            mono
            value={key}
            autoComplete="off"
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          Add device
        </Button>
      </div>
    </form>
  )
}

function check(name: string, key: string, kind: DeviceKind): { name?: string; key?: string } {
  const named = displayName.safeParse(name)
  const keyError = keyProblem(key.trim(), kind === 'own-key')
  return {
    ...(named.success ? {} : { name: named.error.issues[0]?.message ?? 'Give it a name.' }),
    ...(keyError ? { key: keyError } : {}),
  }
}

function keyProblem(key: string, isNeeded: boolean): string | null {
  if (key === '') return isNeeded ? 'Paste the public key of the device: 44 characters.' : null
  try {
    parseWireGuardKey(key)
    return null
  } catch (error) {
    if (isDomainError(error)) return error.message
    throw error
  }
}

/** "laptop", "laptop-2", …: a name nobody has yet. */
function freeName(kind: DeviceKind, taken: readonly string[]): string {
  const base = kind === 'own-key' ? 'device' : kind
  for (let index = 1; ; index++) {
    const name = index === 1 ? base : `${base}-${index}`
    if (!taken.includes(name)) return name
  }
}
