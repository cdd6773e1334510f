'use client'

import { Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { gib } from '@/components/ui/format'
import { Kbd } from '@/components/ui/kbd'
import { Key } from '@/components/ui/key'
import { StatusDot } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import { RelativeTime } from '@/components/ui/time'
import { withPort } from '@/lib/network/endpoints'
import type { ResourceDesign } from '@/lib/network/model'
import type { PaletteNode } from '../model/palette-node'
import { ResourceIcon } from '../flow/resource-icon'
import { tunnelOf } from '../model/tunnel'
import type { ResourceView } from '../model/types'
import type { DesignerActions } from '../use-actions'
import type { DesignerModel } from '../use-model'
import { TraceFrom } from '../study/trace-from'
import { PeersSection } from './peers-section'
import { HiddenSwitch, PortField, SubnetField } from './resource-fields'
import { Fact, Facts, Section } from './section'

interface ResourcePanelProps {
  resource: ResourceDesign
  view: ResourceView
  model: DesignerModel
  actions: DesignerActions
  isReadOnly: boolean
}

/** One node's part of the network: what can be changed, whom it reaches, what the node says. */
export function ResourcePanel({ resource, view, model, actions, isReadOnly }: ResourcePanelProps) {
  const node = model.nodes.get(resource.nodeId)
  const edit = { resource, problems: model.problems, actions, isReadOnly }
  return (
    <>
      <ResourceHead view={view} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex flex-col gap-3 border-t p-4">
          <div className="flex items-start gap-3">
            <div className="flex-1">
              <SubnetField {...edit} label="Subnet" />
            </div>
            <div className="w-26">
              <PortField {...edit} label="Listen port" />
            </div>
          </div>
          <Endpoints node={node} resource={resource} />
          <div className="flex items-center gap-3">
            <div className="flex-1">
              <p>Treat as hidden</p>
              <p className="text-caption text-fg-3">Nobody dials it; it dials out.</p>
            </div>
            <HiddenSwitch {...edit} />
          </div>
        </div>
        <PeersSection id={view.id} model={model} />
        <NodeSection resource={resource} node={node} view={view} />
      </div>
      {!isReadOnly && (
        <div className="flex h-12 shrink-0 items-center border-t px-3">
          <Button
            variant="ghost"
            size="sm"
            className="text-err hover:text-err"
            onClick={() => actions.remove(view.id)}
          >
            <Trash2 aria-hidden />
            Remove <Kbd>⌫</Kbd>
          </Button>
          <TraceFrom id={view.id} />
        </div>
      )}
    </>
  )
}

function ResourceHead({ view }: { view: ResourceView }) {
  return (
    <div className="px-4 py-3">
      <div className="flex items-center gap-2">
        <ResourceIcon view={view} />
        <h2 className="min-w-0 truncate text-title">{view.title}</h2>
        <EndpointBadge endpointClass={view.endpointClass} />
        {view.isSimulated && <SimulatedTag />}
      </div>
      <div className="mt-1 flex items-center gap-1.5 text-caption text-fg-3">
        <Key value={view.nodeId} what="node id" />
        <span aria-hidden>·</span>
        <span className="min-w-0 truncate">{view.farm}</span>
        <StatusDot {...view.status} className="ml-auto" />
      </div>
    </div>
  )
}

function Endpoints({
  node,
  resource,
}: {
  node: PaletteNode | undefined
  resource: ResourceDesign
}) {
  const endpoints = resource.forceHidden ? [] : (node?.endpoints ?? [])
  return (
    <div>
      <p className="text-caption font-medium text-fg-2">
        {endpoints.length > 1 ? 'Endpoints others dial' : 'Endpoint others dial'}
      </p>
      {endpoints.length === 0 ? (
        <p className="mt-1 text-caption text-fg-3">None. It reaches the others through a router.</p>
      ) : (
        <ul className="mt-1 flex flex-col gap-0.5">
          {endpoints.map((address) => {
            const text = withPort(address, resource.listenPort)
            return (
              <li key={address} className="flex items-center gap-1">
                <span className="mono min-w-0 break-all">{text}</span>
                <CopyButton text={text} what="endpoint" />
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

function NodeSection({
  resource,
  node,
  view,
}: {
  resource: ResourceDesign
  node: PaletteNode | undefined
  view: ResourceView
}) {
  const tunnel = tunnelOf(resource.subnet)
  return (
    <Section title="On this node">
      <Facts>
        <Fact name="Tunnel address">
          {tunnel ? (
            <>
              <span className="mono">{tunnel}</span>
              <CopyButton text={tunnel} what="tunnel address" />
            </>
          ) : (
            <span className="text-fg-3">needs a valid subnet</span>
          )}
        </Fact>
        {node && (
          <>
            <Fact name="Place">
              {[node.city, view.country].filter(Boolean).join(', ') || 'not given'}
            </Fact>
            <Fact name="Free">
              <span className="tabular-nums">
                {node.free.cru} of {node.total.cru} vCPU, {gib(node.free.mru)}
              </span>
            </Fact>
            <Fact name="Last seen">
              <RelativeTime at={node.reportedAt} />
            </Fact>
          </>
        )}
      </Facts>
    </Section>
  )
}
