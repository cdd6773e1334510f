'use client'

import { Minus, Plus, RefreshCw } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { useNow } from '@/components/ui/now'
import { LocalTime, UtcTime } from '@/components/ui/time'
import { endPreview } from '@/components/review/end-preview'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import { AnswerRow } from './answer-row'
import type { Answers } from './answers'

interface AnswerProps {
  answers: Answers
  onChange: (change: Partial<Answers>) => void
  error: string | undefined
}

interface RangeAnswerProps extends AnswerProps {
  /** a loud sentence about a public range */
  warning: string | null
  networks: number
  /** a free range to use instead */
  suggestion: string | null
}

export function RangeAnswer(props: RangeAnswerProps) {
  const { answers, onChange, error, warning, networks, suggestion } = props
  return (
    <AnswerRow
      number={2}
      name="range"
      question="Address range"
      error={error}
      help={
        warning
          ? null
          : `Private${networks > 0 ? `, and free of your ${plural(networks, 'network')}` : ''}. 10.40 is short for 10.40.0.0/16.`
      }
      action={
        error &&
        suggestion && (
          <Button size="mini" onClick={() => onChange({ range: suggestion })}>
            Use {suggestion}
          </Button>
        )
      }
    >
      {(control) => (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <Input
              {...control}
              mono
              autoComplete="off"
              value={answers.range}
              className="md:max-w-[184px]"
              onChange={(event) => onChange({ range: event.target.value })}
            />
            <Button
              variant="ghost"
              disabled={!suggestion}
              onClick={() => suggestion && onChange({ range: suggestion })}
            >
              <RefreshCw aria-hidden />
              Pick another
            </Button>
          </div>
          {warning && !error && (
            <p role="status" className="flex gap-2 rounded-md bg-warn/10 px-3 py-2 text-caption">
              <Glyph tone="warning" className="mt-[3px]" />
              <span>{warning}</span>
            </p>
          )}
        </>
      )}
    </AnswerRow>
  )
}

const DURATIONS = [
  { text: '2h', label: '2 hours' },
  { text: '1d', label: '1 day' },
  { text: '2d', label: '2 days' },
  { text: '7d', label: '1 week' },
] as const

export function DurationAnswer({ answers, onChange, error }: AnswerProps) {
  const { duration } = answers
  const preview = endPreview(duration, useNow())
  return (
    <AnswerRow
      number={3}
      name="duration"
      question="Runs for"
      error={error}
      help="2h, 90m, 2d, 2w or 1d12h. Everything is taken away at its end."
    >
      {(control) => (
        <>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Input
              {...control}
              mono
              autoComplete="off"
              value={duration}
              className="md:max-w-[184px]"
              onChange={(event) => onChange({ duration: event.target.value })}
            />
            {preview.kind === 'ok' && (
              <span className="text-fg-2">
                until <LocalTime at={preview.endsAt} className="font-medium text-fg" />
                <span className="text-caption text-fg-3">
                  {' · '}
                  <UtcTime at={preview.endsAt} style="short" />
                </span>
              </span>
            )}
          </div>
          <div role="group" aria-label="Usual durations" className="flex flex-wrap gap-1">
            {DURATIONS.map(({ text, label }) => (
              <button
                key={text}
                type="button"
                aria-pressed={duration === text}
                onClick={() => onChange({ duration: text })}
                className={cx(
                  'h-6 rounded-md border px-2 text-caption font-medium transition-colors max-md:flex-1 pointer-coarse:h-11',
                  duration === text ? 'border-line bg-hover text-fg' : 'text-fg-2 hover:bg-hover',
                )}
              >
                {label}
              </button>
            ))}
          </div>
        </>
      )}
    </AnswerRow>
  )
}

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
