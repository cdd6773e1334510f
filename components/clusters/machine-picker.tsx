'use client'

import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/cx'
import { Field } from '@/components/ui/field'
import { gib, short } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { SimulatedTag } from '@/components/ui/tag'
import type { ClusterProblem, MachineDesign, MachineFix, VmSize } from '@/lib/kubernetes/model'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import {
  addMachine,
  changeMachine,
  removeMachine,
  rowProblems,
  setMaster,
  whyNot,
  type MachinePlace,
} from './machine-form'
import { sizeWords } from './machine-words'

interface MachinePickerProps {
  places: readonly MachinePlace[]
  machines: readonly MachineDesign[]
  problems: readonly ClusterProblem[]
  onMachines: (machines: MachineDesign[]) => void
}

/** The network's nodes as places for machines: pick, say which is the master, how large, at which address. */
export function MachinePicker({ places, machines, problems, onMachines }: MachinePickerProps) {
  return (
    <ul className="divide-y divide-border/65 rounded-lg border bg-surface">
      {places.map((place) => {
        const machine = machines.find(({ nodeId }) => nodeId === place.nodeId)
        return (
          <li key={place.nodeId} data-node={place.nodeId} className="px-4 py-3">
            <PlaceHead
              place={place}
              isPicked={machine !== undefined}
              onPick={(isPicked) =>
                onMachines(
                  isPicked ? addMachine(machines, place) : removeMachine(machines, place.nodeId),
                )
              }
            />
            {machine && (
              <MachineFields
                place={place}
                machine={machine}
                problems={problems}
                onMaster={() => onMachines(setMaster(machines, place.nodeId))}
                onChange={(patch) => onMachines(changeMachine(machines, place.nodeId, patch))}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

interface PlaceHeadProps {
  place: MachinePlace
  isPicked: boolean
  onPick: (isPicked: boolean) => void
}

function PlaceHead({ place, isPicked, onPick }: PlaceHeadProps) {
  const reason = whyNot(place)
  // What is picked already can always be taken away.
  const isOpen = reason === null || isPicked
  const { free } = place
  return (
    <label
      className={cx(
        'flex min-h-8 items-center gap-3 pointer-coarse:min-h-11',
        isOpen ? 'cursor-pointer' : 'cursor-default',
      )}
    >
      <Checkbox
        checked={isPicked}
        disabled={!isOpen}
        aria-label={`Machine on ${place.label}`}
        aria-describedby={`place-${place.nodeId}`}
        onCheckedChange={onPick}
      />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className={cx('text-label', !isOpen && 'text-fg-2')}>{place.label}</span>
          <span className="min-w-0 truncate text-caption text-fg-3">{place.farmName}</span>
          {place.simulated && <SimulatedTag />}
        </span>
        <span id={`place-${place.nodeId}`} className="block text-caption text-fg-3">
          {reason !== null && !isPicked ? (
            <span className="text-fg-2">{reason}</span>
          ) : (
            <>
              <span className="mono">{place.subnet}</span>, free {short(free.cru)} vCPU,{' '}
              {gib(free.mru)} memory, {gib(free.sru)} SSD
            </>
          )}
        </span>
      </span>
    </label>
  )
}

interface MachineFieldsProps {
  place: MachinePlace
  machine: MachineDesign
  problems: readonly ClusterProblem[]
  onMaster: () => void
  onChange: (patch: { size?: VmSize; ip?: string }) => void
}

const SIZES = ([1, 2] as const).map((size) => ({
  value: String(size) as '1' | '2',
  label: `Size ${size}: ${sizeWords(size)}, ${VM_SIZES[size].sru} GiB disk`,
}))

function MachineFields({ place, machine, problems, onMaster, onChange }: MachineFieldsProps) {
  const { ip, size, node } = rowProblems(problems, place.nodeId)
  const remedyOf = (problem: ClusterProblem | null) =>
    problem?.fix && <Remedy fix={problem.fix} onChange={onChange} />
  return (
    <div className="mt-2 ml-7 flex flex-wrap items-start gap-x-6 gap-y-3 max-md:ml-0">
      <label className="flex h-8 items-center gap-2 md:mt-5 pointer-coarse:h-11">
        <input
          type="radio"
          name="master"
          checked={machine.role === 'master'}
          onChange={onMaster}
          aria-label={`${place.label} is the master`}
          className="size-4 accent-accent"
        />
        <span className="w-14">{machine.role === 'master' ? 'Master' : 'Worker'}</span>
      </label>
      <Field
        label={`Size on ${place.label}`}
        error={size?.message}
        remedy={remedyOf(size)}
        className="min-w-0 flex-1 basis-72"
      >
        {(control) => (
          <Select
            {...control}
            value={String(machine.size) as '1' | '2'}
            options={SIZES}
            onValueChange={(value) => onChange({ size: value === '2' ? 2 : 1 })}
          />
        )}
      </Field>
      <Field
        label={`Address on ${place.label}`}
        error={ip?.message}
        remedy={remedyOf(ip)}
        className="min-w-0 flex-1 basis-40"
      >
        {(control) => (
          <Input
            {...control}
            mono
            autoComplete="off"
            inputMode="decimal"
            value={machine.ip}
            onChange={(event) => onChange({ ip: event.target.value.trim() })}
          />
        )}
      </Field>
      {node && (
        <p role="status" className="flex basis-full gap-2 text-caption">
          <Glyph tone={node.severity === 'error' ? 'failed' : 'warning'} className="mt-[3px]" />
          {node.message}
        </p>
      )}
    </div>
  )
}

function Remedy({ fix, onChange }: { fix: MachineFix; onChange: MachineFieldsProps['onChange'] }) {
  return (
    <div>
      <Button size="sm" onClick={() => onChange(fix.patch)}>
        {fix.label}
      </Button>
    </div>
  )
}
