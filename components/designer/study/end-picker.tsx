import { useId } from 'react'
import { Select } from '@/components/ui/select'
import type { Picture } from '../model/types'

interface EndPickerProps {
  label: string
  value: string | null
  /** the other end cannot be this one too */
  other: string | null
  picture: Picture
  onPick: (id: string | null) => void
}

/** One end of a trace; the canvas and the matrix pick it too. */
export function EndPicker({ label, value, other, picture, onPick }: EndPickerProps) {
  const id = useId()
  const options = [
    { value: '', label: 'Pick one, here or on the canvas' },
    ...picture.resources.map((view) => ({
      value: view.id,
      label: `${view.title}, ${vmAddress(view.subnet)}`,
      disabled: view.id === other,
    })),
    ...picture.devices.map((view) => ({
      value: view.id,
      label: `${view.name}, device`,
      disabled: view.id === other,
    })),
  ]
  return (
    <div className="flex items-center gap-3">
      <label htmlFor={id} className="w-9 shrink-0 text-caption text-fg-3">
        {label}
      </label>
      <Select
        id={id}
        value={value ?? ''}
        options={options}
        onValueChange={(next) => onPick(next === '' ? null : next)}
        className="flex-1"
      />
    </div>
  )
}

/** What a node is traced at: the second address of its subnet. */
const vmAddress = (subnet: string) => subnet.replace(/\.\d+\/\d+$/, '.2')
