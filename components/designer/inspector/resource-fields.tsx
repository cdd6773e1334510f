'use client'

import { Field } from '@/components/ui/field'
import { Switch } from '@/components/ui/switch'
import type { ResourceDesign } from '@/lib/network/model'
import { problemOf, type ProblemList } from '../model/problem-of'
import type { DesignerActions } from '../use-actions'
import { CommitInput } from './commit-input'

interface ResourceFieldsProps {
  resource: ResourceDesign
  problems: ProblemList
  actions: DesignerActions
  isReadOnly: boolean
  /** the rows of the table name the node in each label */
  place?: string
}

const SUBNET = [
  'SUBNET_INVALID',
  'SUBNET_OUTSIDE',
  'SUBNET_DUPLICATE',
  'SUBNET_OVERLAP',
  'TUNNEL_COLLISION',
] as const
const PORT = ['PORT_INVALID', 'PORT_IN_USE'] as const

type Edit = Omit<ResourceFieldsProps, 'place'> & { label: string; hideLabel?: boolean }

export function SubnetField({ resource, problems, actions, isReadOnly, label, hideLabel }: Edit) {
  const object = `node:${resource.nodeId}`
  return (
    <Field label={label} hideLabel={hideLabel} error={problemOf(problems, object, SUBNET)}>
      {(control) => (
        <CommitInput
          control={control}
          mono
          disabled={isReadOnly}
          value={resource.subnet}
          onCommit={(subnet) =>
            actions.run({ type: 'set-resource', nodeId: resource.nodeId, patch: { subnet } })
          }
        />
      )}
    </Field>
  )
}

export function PortField({ resource, problems, actions, isReadOnly, label, hideLabel }: Edit) {
  const object = `node:${resource.nodeId}`
  return (
    <Field label={label} hideLabel={hideLabel} error={problemOf(problems, object, PORT)}>
      {(control) => (
        <CommitInput
          control={control}
          mono
          inputMode="numeric"
          disabled={isReadOnly}
          value={String(resource.listenPort)}
          onCommit={(text) => {
            const listenPort = Number(text)
            if (!/^\d{1,5}$/.test(text)) return
            actions.run({ type: 'set-resource', nodeId: resource.nodeId, patch: { listenPort } })
          }}
        />
      )}
    </Field>
  )
}

export function HiddenSwitch({ resource, actions, isReadOnly, place }: ResourceFieldsProps) {
  const name = place ? `Treat ${place} as hidden` : 'Treat as hidden'
  return (
    <Switch
      aria-label={name}
      disabled={isReadOnly}
      checked={resource.forceHidden}
      onCheckedChange={(forceHidden) =>
        actions.run({ type: 'set-resource', nodeId: resource.nodeId, patch: { forceHidden } })
      }
    />
  )
}
