'use client'

import { Minus, Plus } from 'lucide-react'
import { plural } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import { AnswerRow, type AnswerProps } from './answer-row'

interface NodesAnswerProps extends AnswerProps {
  most: number
}

export function NodesAnswer({ answers, onChange, error, most }: NodesAnswerProps) {
  const { nodes } = answers
  const set = (count: number) =>
    onChange({ nodes: Math.min(Math.max(1, count), most), nodeIds: null })
  return (
    <AnswerRow number={4} name="nodes" question="How many nodes" error={error}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-3">
          <span className="flex items-center rounded-md border bg-bg">
            <IconButton
              label="One node less"
              tooltip={false}
              disabled={nodes <= 1}
              onClick={() => set(nodes - 1)}
              className="pointer-coarse:size-11"
            >
              <Minus />
            </IconButton>
            <input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              value={nodes}
              onChange={(event) => {
                const typed = Number(event.target.value.replace(/\D/g, ''))
                set(Number.isSafeInteger(typed) ? typed : 1)
              }}
              className="h-7 w-12 border-x bg-transparent text-center text-label tabular-nums pointer-coarse:h-11"
            />
            <IconButton
              label="One node more"
              tooltip={false}
              disabled={nodes >= most}
              onClick={() => set(nodes + 1)}
              className="pointer-coarse:size-11"
            >
              <Plus />
            </IconButton>
          </span>
          <span className="text-fg-2">
            1 master, {nodes === 1 ? 'no worker' : plural(nodes - 1, 'worker')}
          </span>
        </div>
      )}
    </AnswerRow>
  )
}

const SIZES = [
  { size: 1, name: 'Small' },
  { size: 2, name: 'Medium' },
] as const

export function SizeAnswer({ answers, onChange }: Omit<AnswerProps, 'error'>) {
  return (
    <AnswerRow number={5} name="size" question="Size of each">
      {(control) => (
        <div
          role="radiogroup"
          aria-labelledby={control['aria-labelledby']}
          className="grid grid-cols-2 gap-3"
        >
          {SIZES.map(({ size, name }) => (
            <label
              key={size}
              className="flex min-w-0 gap-3 rounded-md border bg-bg px-3 py-2 transition-colors hover:bg-hover has-checked:border-accent has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="quick-size"
                value={size}
                checked={answers.size === size}
                onChange={() => onChange({ size })}
                className="mt-1 size-3.5 shrink-0 appearance-none rounded-full border border-line checked:border-4 checked:border-accent"
              />
              <span className="min-w-0">
                <span className="block text-label">{name}</span>
                <span className="block text-caption text-fg-3 tabular-nums">{sizeText(size)}</span>
              </span>
            </label>
          ))}
        </div>
      )}
    </AnswerRow>
  )
}

function sizeText(size: 1 | 2): string {
  const { cru, mru, sru } = VM_SIZES[size]
  return `${cru} vCPU, ${mru} GiB, ${sru} GiB SSD`
}
