'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { plural } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { NetworkStatus } from '@/components/ui/status-dot'
import type { NetworkSummary } from '@/lib/schemas/views'
import { RefusalText } from './refusal-text'
import type { Answers, Refusals } from './wizard-state'

export type NetworkChoice = Pick<
  NetworkSummary,
  'id' | 'name' | 'range' | 'state' | 'resources' | 'staged'
>

interface NetworkScreenProps {
  networks: readonly NetworkChoice[]
  answers: Answers
  refusals: Refusals
  onAnswer: (patch: Partial<Answers>) => void
  onNetwork: (id: string) => void
}

/** Which network the machines join, and what the cluster is called. */
export function NetworkScreen(props: NetworkScreenProps) {
  const { networks, answers, refusals, onAnswer, onNetwork } = props
  if (networks.length === 0) return <NoNetworks />
  return (
    <div className="flex flex-col gap-6">
      <Field
        label="Name"
        error={refusals.name}
        help="Lower-case letters, digits and dashes. Its kubeconfig context is called so too."
      >
        {(control) => (
          <Input
            {...control}
            mono
            autoCapitalize="off"
            autoComplete="off"
            placeholder="kestrel-k3s"
            value={answers.name}
            onChange={(event) => onAnswer({ name: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="min-w-0" aria-describedby="network-refusal">
        <legend className="mb-1 text-caption font-medium text-fg-2">Network</legend>
        <ul className="max-h-96 divide-y divide-border/65 overflow-y-auto rounded-lg border bg-surface">
          {networks.map((network) => (
            <li key={network.id}>
              <NetworkRow
                network={network}
                isChosen={network.id === answers.networkId}
                onChoose={() => onNetwork(network.id)}
              />
            </li>
          ))}
        </ul>
        <RefusalText id="network-refusal" text={refusals.network} />
        <p className="mt-2 text-caption text-fg-3">
          None fits?{' '}
          <Link href="/networks?new=1" className="touch-target text-accent underline">
            Draw a new network
          </Link>
          , or let{' '}
          <Link href="/quick-start" className="touch-target text-accent underline">
            Quick start
          </Link>{' '}
          build both.
        </p>
      </fieldset>
    </div>
  )
}

function NetworkRow({
  network,
  isChosen,
  onChoose,
}: {
  network: NetworkChoice
  isChosen: boolean
  onChoose: () => void
}) {
  const { name, range, state, resources, staged } = network
  const isEmpty = resources === 0
  return (
    <label className="flex min-h-12 cursor-pointer items-center gap-3 px-4 py-2 has-checked:bg-hover has-disabled:cursor-default">
      <input
        type="radio"
        name="network"
        checked={isChosen}
        disabled={isEmpty}
        onChange={onChoose}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-label">{name}</span>
        <span className="block truncate text-caption text-fg-3">
          <span className="mono">{range}</span>,{' '}
          {isEmpty ? 'no nodes yet: add some in its design' : plural(resources, 'node')}
          {staged > 0 && !isEmpty && `, ${plural(staged, 'change')} go with the cluster`}
        </span>
      </span>
      <NetworkStatus state={state} />
    </label>
  )
}

function NoNetworks() {
  return (
    <EmptyState
      compact
      title="There is no network to put it on"
      actions={
        <>
          <Button asChild>
            <Link href="/quick-start">Quick start</Link>
          </Button>
          <Button asChild variant="ghost">
            <Link href="/networks?new=1">Draw a network</Link>
          </Button>
        </>
      }
    >
      Machines of a cluster reach each other through a private network. Quick start makes both from
      five answers.
    </EmptyState>
  )
}
