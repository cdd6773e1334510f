'use client'

import { cx } from '@/components/ui/cx'
import { Input } from '@/components/ui/input'
import { useNow } from '@/components/ui/now'
import { LocalTime, UtcTime } from '@/components/ui/time'
import { endPreview } from '@/components/review/end-preview'
import { AnswerRow, type AnswerProps } from './answer-row'

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
