'use client'

import { Waypoints } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { NetworkStatus } from '@/components/ui/status-dot'
import { LocalTime } from '@/components/ui/time'
import { nodeLabels } from '@/lib/network/labels'
import type { IdentityView } from '@/lib/schemas/views'
import { problemOf } from '../model/problem-of'
import { factsOf } from '../model/facts'
import { useDesigner } from '../store/context'
import type { DesignerActions } from '../use-actions'
import type { DesignerModel } from '../use-model'
import { CommitInput } from './commit-input'
import { Fact, Facts, Section } from './section'

interface NetworkPanelProps {
  gridName: string
  model: DesignerModel
  identities: readonly IdentityView[]
  actions: DesignerActions
  isReadOnly: boolean
}

const MODES = [
  { value: 'safe', label: 'Safe' },
  { value: 'compat', label: 'As tfuser' },
] as const
const MODE_HELP = {
  safe: 'No allowed IP stands on two peers, and replies take the way back.',
  compat: 'Peers exactly as tfuser makes them, its routing faults included.',
} as const

/** The network itself, while nothing on the canvas is selected. */
export function NetworkPanel({
  gridName,
  model,
  identities,
  actions,
  isReadOnly,
}: NetworkPanelProps) {
  const design = useDesigner((state) => state.design)
  const { state, endsAt, deployed } = useDesigner((store) => store.server)
  const isLive = Object.keys(deployed).length > 0
  return (
    <>
      <div className="flex items-center gap-2 px-4 py-3">
        <Waypoints aria-hidden strokeWidth={1.5} className="size-4 shrink-0 text-fg-3" />
        <h2 className="min-w-0 truncate text-title">{design.name}</h2>
        <NetworkStatus state={state} className="ml-auto" />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex flex-col gap-3 border-t p-4">
          <Field
            label="Name"
            error={problemOf(model.problems, 'network', ['NAME_INVALID'])}
            help={isLive ? 'Fixed while the network runs: nodes know it by its name.' : undefined}
          >
            {(control) => (
              <CommitInput
                control={control}
                mono
                disabled={isReadOnly || isLive}
                value={design.name}
                onCommit={(name) => actions.run({ type: 'set-network', patch: { name } })}
              />
            )}
          </Field>
          <Field
            label="Range"
            error={problemOf(model.problems, 'network', ['RANGE_INVALID'])}
            help="All subnets move along when it changes."
          >
            {(control) => (
              <CommitInput
                control={control}
                mono
                disabled={isReadOnly}
                value={design.range}
                onCommit={(range) => actions.run({ type: 'set-network', patch: { range } })}
              />
            )}
          </Field>
          <PublicRange problems={model.problems} />
          <div>
            <p className="mb-1 text-caption font-medium text-fg-2">Peers</p>
            {isReadOnly ? (
              <p>{design.mode === 'safe' ? 'Safe' : 'As tfuser'}</p>
            ) : (
              <Segmented
                label="Peers"
                value={design.mode}
                options={MODES}
                onValueChange={(mode) => actions.run({ type: 'set-network', patch: { mode } })}
              />
            )}
            <p className="mt-1 text-caption text-fg-3">{MODE_HELP[design.mode]}</p>
          </div>
          <IdentityField identities={identities} isReadOnly={isReadOnly} />
        </div>
        <Routers model={model} actions={actions} isReadOnly={isReadOnly} />
        <Section title="In short">
          <Facts>
            <Fact name="Grid">{gridName}</Fact>
            <Fact name="Holds">
              {plural(design.resources.length, 'node')}, {plural(design.devices.length, 'device')}
            </Fact>
            <Fact name="Runs until">{endsAt ? <LocalTime at={endsAt} /> : 'not deployed'}</Fact>
          </Facts>
        </Section>
      </div>
    </>
  )
}

function PublicRange({ problems }: { problems: DesignerModel['problems'] }) {
  const warning = problemOf(problems, 'network', ['RANGE_IS_PUBLIC'])
  if (!warning) return null
  return (
    <p className="-mt-1 flex gap-2 rounded-md bg-warn/10 px-3 py-2 text-caption">
      <Glyph tone="warning" className="mt-[3px]" />
      <span>{warning}</span>
    </p>
  )
}

function IdentityField({
  identities,
  isReadOnly,
}: {
  identities: readonly IdentityView[]
  isReadOnly: boolean
}) {
  const identityId = useDesigner((state) => state.identityId)
  const setIdentity = useDesigner((state) => state.setIdentity)
  const options = [
    { value: '', label: 'Choose when submitting' },
    ...identities.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Field label="Signed by">
      {(control) => (
        <Select
          {...control}
          disabled={isReadOnly}
          value={identityId ?? ''}
          options={options}
          onValueChange={(id) => setIdentity(id === '' ? null : id)}
        />
      )}
    </Field>
  )
}

/** Routers somebody chose by drawing; the planner's own choice needs no row. */
function Routers({
  model,
  actions,
  isReadOnly,
}: Pick<NetworkPanelProps, 'model' | 'actions' | 'isReadOnly'>) {
  const design = useDesigner((state) => state.design)
  if (design.routers.length === 0) return null
  const nameOf = nodeLabels(factsOf(design, model.facts))
  return (
    <Section title="Routers you chose">
      <ul className="flex flex-col gap-1">
        {design.routers.map((nodeId) => (
          <li key={nodeId} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate">{nameOf(nodeId)}</span>
            {!isReadOnly && (
              <Button
                variant="ghost"
                size="mini"
                aria-label={`Let ${nameOf(nodeId)} not be the router`}
                onClick={() =>
                  actions.run({
                    type: 'set-network',
                    patch: { routers: design.routers.filter((id) => id !== nodeId) },
                  })
                }
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
