'use client'

import { FileKey2, Laptop, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Kbd } from '@/components/ui/kbd'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { StatusDot } from '@/components/ui/status-dot'
import { isLiveState } from '@/lib/protocol/states'
import type { DeviceDesign } from '@/lib/network/model'
import { accessOptions } from '../model/access-options'
import { classOf, familyFor } from '../model/connect'
import { problemOf } from '../model/problem-of'
import { tunnelOf } from '../model/tunnel'
import type { DeviceView } from '../model/types'
import { useDesigner } from '../store/context'
import type { DesignerActions } from '../use-actions'
import type { DesignerModel } from '../use-model'
import { CommitInput } from './commit-input'
import { TraceFrom } from '../study/trace-from'
import { PeersSection } from './peers-section'
import { Fact, Facts, Section } from './section'

interface DevicePanelProps {
  networkId: string
  device: DeviceDesign
  view: DeviceView
  model: DesignerModel
  actions: DesignerActions
  isReadOnly: boolean
}

const FAMILIES = [
  { value: 'ipv4', label: 'IPv4' },
  { value: 'ipv6', label: 'IPv6' },
] as const

/** A laptop or server outside the grid: where it joins, over which family, who holds its key. */
export function DevicePanel(props: DevicePanelProps) {
  const { device, view, model, actions, isReadOnly } = props
  return (
    <>
      <div className="flex items-center gap-2 px-4 py-3">
        <Laptop aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-fg-3" />
        <h2 className="min-w-0 truncate text-title">{view.name}</h2>
        <StatusDot {...view.status} className="ml-auto" />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <DeviceFields {...props} />
        <PeersSection id={view.id} model={model} />
        <DeviceKey {...props} />
      </div>
      {!isReadOnly && (
        <div className="flex h-12 shrink-0 items-center border-t px-3">
          <Button
            variant="ghost"
            size="sm"
            className="text-err hover:text-err"
            onClick={() => actions.remove(`device:${device.id}`)}
          >
            <Trash2 aria-hidden />
            Remove <Kbd>⌫</Kbd>
          </Button>
          <TraceFrom id={`device:${device.id}`} />
        </div>
      )}
    </>
  )
}

function DeviceFields({ device, model, actions, isReadOnly }: DevicePanelProps) {
  const design = useDesigner((state) => state.design)
  const kind = classOf(design, model.facts, device.accessNodeId)
  const object = `device:${device.id}`
  const set = (patch: Partial<Omit<DeviceDesign, 'id'>>) =>
    actions.run({ type: 'set-device', id: device.id, patch })
  return (
    <div className="flex flex-col gap-3 border-t p-4">
      <Field label="Name">
        {(control) => (
          <CommitInput
            control={control}
            disabled={isReadOnly}
            value={device.name}
            onCommit={(name) => name !== '' && set({ name })}
          />
        )}
      </Field>
      <Field
        label="Joins through"
        error={problemOf(model.problems, object, ['HIDDEN_ACCESS_POINT'])}
      >
        {(control) => (
          <Select
            {...control}
            disabled={isReadOnly}
            value={device.accessNodeId}
            options={accessOptions(design, model.facts, device.accessNodeId)}
            onValueChange={(accessNodeId) =>
              set({
                accessNodeId,
                family: familyFor(classOf(design, model.facts, accessNodeId), device.family),
              })
            }
          />
        )}
      </Field>
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label="Subnet"
          className="flex-1"
          error={problemOf(model.problems, object, [
            'SUBNET_INVALID',
            'SUBNET_OUTSIDE',
            'SUBNET_DUPLICATE',
            'SUBNET_OVERLAP',
            'TUNNEL_COLLISION',
            'NETWORK_CYCLE',
          ])}
        >
          {(control) => (
            <CommitInput
              control={control}
              mono
              disabled={isReadOnly}
              value={device.subnet}
              onCommit={(subnet) => set({ subnet })}
            />
          )}
        </Field>
        <div>
          <p className="mb-1 text-caption font-medium text-fg-2">Dials over</p>
          {kind !== 'hidden' && !isReadOnly ? (
            <Segmented
              label="Dials over"
              value={device.family}
              options={FAMILIES}
              onValueChange={(family) => set({ family })}
            />
          ) : (
            <p className="flex h-8 items-center">{device.family === 'ipv4' ? 'IPv4' : 'IPv6'}</p>
          )}
        </div>
      </div>
      <MtuField device={device} model={model} isReadOnly={isReadOnly} onSet={set} />
    </div>
  )
}

interface MtuFieldProps extends Pick<DevicePanelProps, 'device' | 'model' | 'isReadOnly'> {
  onSet: (patch: { mtu: number | undefined }) => void
}

/** Rarely needed: a way that carries less than usual, such as mobile or PPPoE. */
function MtuField({ device, model, isReadOnly, onSet }: MtuFieldProps) {
  return (
    <Field
      label="MTU"
      help="Empty: found by itself. Lower it where large packets get stuck."
      error={problemOf(model.problems, `device:${device.id}`, ['MTU_INVALID'])}
    >
      {(control) => (
        <CommitInput
          control={control}
          mono
          disabled={isReadOnly}
          value={device.mtu === undefined ? '' : String(device.mtu)}
          onCommit={(text) => {
            if (text === '') onSet({ mtu: undefined })
            else if (/^\d{1,5}$/.test(text)) onSet({ mtu: Number(text) })
          }}
        />
      )}
    </Field>
  )
}

function DeviceKey({ networkId, device }: DevicePanelProps) {
  const { deviceKeys, deployed } = useDesigner((state) => state.server)
  const holder = device.ownPublicKey ? 'own' : deviceKeys[device.id]
  const access = deployed[device.accessNodeId]
  const isReady = access !== undefined && isLiveState(access.state)
  const address = tunnelOf(device.subnet)?.replace('/32', '')
  return (
    <Section title="Key and file">
      <Facts>
        <Fact name="Address">
          <span className="mono">{address ?? 'needs a valid subnet'}</span>
          {address && <CopyButton text={address} what="address" />}
        </Fact>
        <Fact name="Private key">
          {holder === 'own' ? 'stays with the device' : 'sealed in the cockpit'}
        </Fact>
      </Facts>
      <div className="mt-3">
        {isReady ? (
          <Button asChild size="sm">
            <Link href={`/networks/${networkId}/files`}>
              <FileKey2 aria-hidden />
              wg.conf and QR
            </Link>
          </Button>
        ) : (
          <p className="text-caption text-fg-3">
            Its wg.conf is ready once the node it joins through is deployed.
          </p>
        )}
      </div>
    </Section>
  )
}
