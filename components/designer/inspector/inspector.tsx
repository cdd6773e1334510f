'use client'

import type { IdentityView } from '@/lib/schemas/views'
import { useDesigner } from '../store/context'
import type { DesignerActions } from '../use-actions'
import type { DesignerModel } from '../use-model'
import { DevicePanel } from './device-panel'
import { NetworkPanel } from './network-panel'
import { ResourcePanel } from './resource-panel'

export interface InspectorProps {
  networkId: string
  gridName: string
  identities: readonly IdentityView[]
  model: DesignerModel
  actions: DesignerActions
  isReadOnly: boolean
}

/** What is selected, or the network itself. */
export function InspectorContent(props: InspectorProps) {
  const selected = useDesigner((state) => state.selected)
  const design = useDesigner((state) => state.design)
  const { picture } = props.model
  const resource = design.resources.find(({ nodeId }) => `node:${nodeId}` === selected)
  const card = picture.resources.find(({ id }) => id === selected)
  if (resource && card) return <ResourcePanel {...props} resource={resource} view={card} />
  const device = design.devices.find(({ id }) => `device:${id}` === selected)
  const pill = picture.devices.find(({ id }) => id === selected)
  if (device && pill) return <DevicePanel {...props} device={device} view={pill} />
  return <NetworkPanel {...props} />
}
