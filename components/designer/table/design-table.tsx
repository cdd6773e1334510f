'use client'

import { Laptop, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { IconButton } from '@/components/ui/icon-button'
import { plural } from '@/components/ui/format'
import { Select } from '@/components/ui/select'
import { StatusDot } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import type { ResourceDesign } from '@/lib/network/model'
import { HiddenSwitch, PortField, SubnetField } from '../inspector/resource-fields'
import { CommitInput } from '../inspector/commit-input'
import { Field } from '@/components/ui/field'
import { accessOptions } from '../model/access-options'
import { classOf, familyFor } from '../model/connect'
import type { DeviceView, ResourceView } from '../model/types'
import { problemOf } from '../model/problem-of'
import { useDesigner } from '../store/context'
import type { DesignerActions } from '../use-actions'
import type { DesignerModel } from '../use-model'
import { AddNodeDialog } from './add-node-dialog'

interface DesignTableProps {
  model: DesignerModel
  actions: DesignerActions
  isReadOnly: boolean
  onAddDevice: () => void
}

/** The same model as the canvas, as two tables: the path of screen readers, keyboards and phones. */
export function DesignTable({ model, actions, isReadOnly, onAddDevice }: DesignTableProps) {
  const design = useDesigner((state) => state.design)
  const [isAdding, setAdding] = useState(false)
  return (
    <div className="p-4 md:p-6">
      <div className="mb-3 flex items-center gap-2">
        <h2 className="text-title">Nodes</h2>
        <span className="text-caption text-fg-3 tabular-nums">{design.resources.length}</span>
        {!isReadOnly && (
          <Button size="sm" className="ml-auto" onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            Add node
          </Button>
        )}
      </div>
      {design.resources.length === 0 ? (
        <div className="rounded-lg border bg-surface">
          <EmptyState title="No nodes yet" compact>
            Add the nodes that should see each other; subnets and ports come by themselves.
          </EmptyState>
        </div>
      ) : (
        <ResourceTable model={model} actions={actions} isReadOnly={isReadOnly} />
      )}
      <div className="mt-8 mb-3 flex items-center gap-2">
        <h2 className="text-title">Devices</h2>
        <span className="text-caption text-fg-3 tabular-nums">{design.devices.length}</span>
        {!isReadOnly && (
          <Button
            size="sm"
            className="ml-auto"
            disabled={design.resources.length === 0}
            onClick={onAddDevice}
          >
            <Laptop aria-hidden />
            Add device
          </Button>
        )}
      </div>
      {design.devices.length === 0 ? (
        <p className="text-fg-3">
          None. A laptop or server joins the network through one of its nodes.
        </p>
      ) : (
        <DeviceTable model={model} actions={actions} isReadOnly={isReadOnly} />
      )}
      <AddNodeDialog open={isAdding} onOpenChange={setAdding} model={model} actions={actions} />
    </div>
  )
}

const TH = 'h-8 px-2 text-caption text-fg-3 whitespace-nowrap first:pl-4 last:pr-4'
const TD = 'px-2 py-1.5 align-top first:pl-4 last:pr-4'
const ROW =
  'border-t border-border/65 max-md:grid max-md:grid-cols-2 max-md:gap-2 max-md:p-4 max-md:*:block max-md:*:p-0!'

type TableProps = Omit<DesignTableProps, 'onAddDevice'>

function ResourceTable({ model, actions, isReadOnly }: TableProps) {
  const resources = useDesigner((state) => state.design.resources)
  const views = new Map(model.picture.resources.map((view) => [view.nodeId, view]))
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full max-md:block">
        <caption className="sr-only">Nodes of the network</caption>
        <thead className="max-md:sr-only">
          <tr>
            <th className={TH}>Node</th>
            <th className={TH}>Subnet</th>
            <th className={TH}>Listen port</th>
            <th className={TH}>Hidden</th>
            <th className={TH}>Reaches others by</th>
            <th className={TH}>State</th>
            <th className={TH}>
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {resources.map((resource) => {
            const view = views.get(resource.nodeId)
            return (
              view && (
                <ResourceRow
                  key={resource.nodeId}
                  resource={resource}
                  view={view}
                  model={model}
                  actions={actions}
                  isReadOnly={isReadOnly}
                />
              )
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function ResourceRow({
  resource,
  view,
  model,
  actions,
  isReadOnly,
}: TableProps & { resource: ResourceDesign; view: ResourceView }) {
  const edit = { resource, problems: model.problems, actions, isReadOnly, hideLabel: true }
  const name = model.nameOf(view.id)
  return (
    <tr className={ROW}>
      <th scope="row" className={`${TD} min-w-44 font-normal max-md:col-span-2`}>
        <span className="flex flex-wrap items-center gap-1.5 pt-1.5 max-md:pt-0">
          <span className="text-label">{view.title}</span>
          <EndpointBadge endpointClass={view.endpointClass} />
          {view.isSimulated && <SimulatedTag />}
        </span>
        <span className="text-caption text-fg-3">
          {view.farm} <span className="mono">{view.shortKey}</span>
        </span>
      </th>
      <td className={`${TD} min-w-40`}>
        <PhoneLabel>Subnet</PhoneLabel>
        <SubnetField {...edit} label={`Subnet of ${name}`} />
      </td>
      <td className={`${TD} md:w-28`}>
        <PhoneLabel>Listen port</PhoneLabel>
        <PortField {...edit} label={`Listen port of ${name}`} />
      </td>
      <td className={TD}>
        <span className="flex h-8 items-center gap-2">
          <HiddenSwitch {...edit} place={name} />
          <span aria-hidden className="text-caption text-fg-3 md:hidden">
            treat as hidden
          </span>
        </span>
      </td>
      <td className={`${TD} pt-3 text-fg-2`}>{pathsOf(view)}</td>
      <td className={`${TD} pt-3`}>
        <StatusDot {...view.status} />
      </td>
      <td className={`${TD} text-right`}>
        {!isReadOnly && (
          <IconButton label={`Remove ${name}`} size="md" onClick={() => actions.remove(view.id)}>
            <Trash2 />
          </IconButton>
        )}
      </td>
    </tr>
  )
}

/** Where the head of the table is out of sight; the control has its own name already. */
function PhoneLabel({ children }: { children: string }) {
  return (
    <span aria-hidden className="mb-1 block text-caption text-fg-3 md:hidden">
      {children}
    </span>
  )
}

function pathsOf(view: ResourceView) {
  const parts = [
    view.tunnels > 0 ? plural(view.tunnels, 'tunnel') : null,
    view.throughRouter > 0 ? `${view.throughRouter} through a router` : null,
    view.isRouter ? 'router' : null,
    view.isAccessPoint ? 'access point' : null,
  ].filter(Boolean)
  return parts.join(', ') || 'nobody yet'
}

function DeviceTable({ model, actions, isReadOnly }: TableProps) {
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full max-md:block">
        <caption className="sr-only">Devices of the network</caption>
        <thead className="max-md:sr-only">
          <tr>
            <th className={TH}>Device</th>
            <th className={TH}>Joins through</th>
            <th className={TH}>Subnet</th>
            <th className={TH}>State</th>
            <th className={TH}>
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {model.picture.devices.map((view) => (
            <DeviceRow
              key={view.id}
              view={view}
              model={model}
              actions={actions}
              isReadOnly={isReadOnly}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DeviceRow({ view, model, actions, isReadOnly }: TableProps & { view: DeviceView }) {
  const design = useDesigner((state) => state.design)
  const device = design.devices.find(({ id }) => id === view.deviceId)
  if (!device) return null
  const error = problemOf(model.problems, view.id, ['HIDDEN_ACCESS_POINT'])
  return (
    <tr className={ROW}>
      <th scope="row" className={`${TD} pt-3 max-md:col-span-2`}>
        <span className="text-label">{view.name}</span>
      </th>
      <td className={`${TD} min-w-52 max-md:col-span-2`}>
        <PhoneLabel>Joins through</PhoneLabel>
        <Field label={`Node ${view.name} joins through`} hideLabel error={error}>
          {(control) => (
            <Select
              {...control}
              className="w-full"
              disabled={isReadOnly}
              value={device.accessNodeId}
              options={accessOptions(design, model.facts, device.accessNodeId)}
              onValueChange={(accessNodeId) =>
                actions.run({
                  type: 'set-device',
                  id: device.id,
                  patch: {
                    accessNodeId,
                    family: familyFor(classOf(design, model.facts, accessNodeId), device.family),
                  },
                })
              }
            />
          )}
        </Field>
      </td>
      <td className={`${TD} min-w-40 max-md:col-span-2`}>
        <PhoneLabel>Subnet</PhoneLabel>
        <Field label={`Subnet of ${view.name}`} hideLabel>
          {(control) => (
            <CommitInput
              control={control}
              mono
              disabled={isReadOnly}
              value={device.subnet}
              onCommit={(subnet) =>
                actions.run({ type: 'set-device', id: device.id, patch: { subnet } })
              }
            />
          )}
        </Field>
      </td>
      <td className={`${TD} pt-3`}>
        <StatusDot {...view.status} />
      </td>
      <td className={`${TD} text-right`}>
        {!isReadOnly && (
          <IconButton
            label={`Remove ${view.name}`}
            size="md"
            onClick={() => actions.remove(view.id)}
          >
            <Trash2 />
          </IconButton>
        )}
      </td>
    </tr>
  )
}
