'use client'

import Link from 'next/link'
import { useState } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { NodeView } from '@/lib/schemas/views'
import type { WorkloadPlaces } from '@/lib/schemas/workloads'
import { NodePicker } from './node-picker'
import type { WorkloadState } from './use-workload'
import { errorOf } from './workload-form'

interface PlaceProps {
  form: WorkloadState
  places: WorkloadPlaces
}

/** Where it runs: a node, or for a container a network and one of its nodes. */
export function Place({ form, places }: PlaceProps) {
  return form.values.type === 'container' ? (
    <NetworkPlace form={form} places={places} />
  ) : (
    <AnyNode form={form} />
  )
}

function AnyNode({ form }: { form: WorkloadState }) {
  const { values, change, plan, isShown } = form
  const [chosen, setChosen] = useState<NodeView | null>(null)
  const size = Number(values.size) || 0
  const takesDisk = values.type === 'volume' || values.type === 'zdb'
  return (
    <NodePicker
      needs={takesDisk ? { [values.diskType === 'SSD' ? 'ssd' : 'hdd']: size } : {}}
      chosen={chosen && chosen.nodeId === values.nodeId ? chosen : null}
      error={errorOf(plan, 'node', isShown('nodeId'))}
      onChoose={(node) => {
        setChosen(node)
        change({ nodeId: node?.nodeId ?? '', gridId: node?.gridId ?? '' })
      }}
    />
  )
}

function NetworkPlace({ form, places }: PlaceProps) {
  const { values, change, plan, isShown } = form
  const live = places.networks.filter(({ nodes }) => nodes.length > 0)
  const network = live.find(({ id }) => id === values.networkId)
  if (live.length === 0)
    return (
      <p className="text-fg-2">
        No network of yours is on a node. A container lives in one:{' '}
        <Link href="/networks" className="text-accent underline">
          make a network and apply it
        </Link>
        , then come back.
      </p>
    )
  return (
    <div className="flex flex-wrap items-start gap-4">
      <Field
        label="Network"
        error={errorOf(plan, 'network', isShown('networkId'))}
        className="min-w-0 flex-1 basis-48"
      >
        {(control) => (
          <Select
            {...control}
            value={values.networkId}
            options={[
              { value: '', label: 'Choose a network' },
              ...live.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onValueChange={(networkId) => {
              const next = live.find(({ id }) => id === networkId)
              const nodeId = next?.nodes[0]?.nodeId ?? ''
              change({ networkId, nodeId, gridId: next?.gridId ?? '', mounts: [] }, 'networkId')
            }}
          />
        )}
      </Field>
      <Field
        label="Node"
        error={errorOf(plan, 'node', isShown('nodeId'))}
        className="min-w-0 flex-1 basis-64"
      >
        {(control) => (
          <Select
            {...control}
            value={values.nodeId}
            disabled={!network}
            options={
              network
                ? network.nodes.map(({ nodeId, label, subnet, state, simulated }) => ({
                    value: nodeId,
                    label: `${label}, ${subnet}${state === 'coming' ? ', on its way' : ''}${simulated ? ' (simulated)' : ''}`,
                  }))
                : [{ value: values.nodeId, label: 'Choose a network first' }]
            }
            onValueChange={(nodeId) => change({ nodeId, mounts: [] }, 'nodeId')}
          />
        )}
      </Field>
    </div>
  )
}
