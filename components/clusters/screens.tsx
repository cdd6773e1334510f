'use client'

import { Field } from '@/components/ui/field'
import { PasswordInput } from '@/components/ui/password-input'
import { SkeletonRows } from '@/components/ui/skeleton'
import { plural } from '@/components/ui/format'
import type { PlaceNetwork } from './machine-form'
import { KeyPicker } from './key-picker'
import { MachinePicker } from './machine-picker'
import { RefusalText } from './refusal-text'
import type { SavedKey } from './ssh-choice'
import { machineProblems, type Answers, type Refusals } from './wizard-state'

interface ScreenProps {
  answers: Answers
  refusals: Refusals
  onAnswer: (patch: Partial<Answers>) => void
}

export function MachinesScreen({
  answers,
  refusals,
  onAnswer,
  network,
}: ScreenProps & { network: PlaceNetwork | null }) {
  if (!network) return <SkeletonRows rows={4} />
  const picked = answers.machines.length
  return (
    <>
      <p className="mb-3 text-fg-2">
        Nodes of {network.name} <span className="mono">{network.range}</span>. One is the master;
        the others join it.{' '}
        <span className="text-fg-3">
          {picked === 0 ? 'None picked yet.' : `${plural(picked, 'machine')} picked.`}
        </span>
      </p>
      <MachinePicker
        places={network.places}
        machines={answers.machines}
        problems={machineProblems(answers, network)}
        onMachines={(machines) => onAnswer({ machines })}
      />
      <RefusalText id="machines-refusal" text={refusals.machines} />
    </>
  )
}

export function KeysScreen({
  answers,
  refusals,
  onAnswer,
  savedKeys,
}: ScreenProps & { savedKeys: readonly SavedKey[] }) {
  return (
    <>
      <p className="mb-3 text-fg-2">
        Whoever has one of these keys logs in to every machine as{' '}
        <span className="mono">rancher</span>. Changing them later makes the machines anew.
      </p>
      <KeyPicker
        saved={savedKeys}
        chosen={answers.keys}
        typed={answers.typedKey}
        onTyped={(typedKey) => onAnswer({ typedKey })}
        error={refusals.keys ?? null}
        onChosen={(keys) => onAnswer({ keys })}
      />
    </>
  )
}

const SECRETS = [
  {
    from: 'cockpit',
    title: 'Made by the cockpit',
    note: 'Random, kept sealed, and sealed again for each node. Nobody has to see or type it.',
  },
  {
    from: 'person',
    title: 'My own',
    note: 'When machines made elsewhere have to join this cluster with it.',
  },
] as const

export function SecretScreen({ answers, refusals, onAnswer }: ScreenProps) {
  return (
    <div className="flex flex-col gap-4">
      <p className="text-fg-2">
        Machines of one cluster know each other by a shared secret: whoever has it and reaches the
        master can join.
      </p>
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">Secret</legend>
        {SECRETS.map(({ from, title, note }) => (
          <label
            key={from}
            className="flex cursor-pointer items-start gap-3 rounded-lg border bg-surface px-4 py-3 has-checked:border-accent"
          >
            <input
              type="radio"
              name="secret"
              checked={answers.secretFrom === from}
              onChange={() => onAnswer({ secretFrom: from })}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block text-label">{title}</span>
              <span className="block text-caption text-fg-3">{note}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {answers.secretFrom === 'person' && (
        <Field
          label="Secret"
          error={refusals.secret}
          help="8 to 64 letters, digits, dots, dashes or underscores."
        >
          {(control) => (
            <PasswordInput
              {...control}
              mono
              autoComplete="off"
              value={answers.secret}
              onChange={(event) => onAnswer({ secret: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
