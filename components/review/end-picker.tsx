'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useNow } from '@/components/ui/now'
import { LocalTime, TimeLeft, UtcTime } from '@/components/ui/time'
import { cx } from '@/components/ui/cx'
import { DURATIONS, endPreview } from './end-preview'

interface EndPickerProps {
  /** set when the network is live: its reservations end together */
  fixedEnd: string | null
  duration: string
  onDuration: (text: string) => void
}

/** How long, always with the instant it ends, here and in UTC. */
export function EndPicker({ fixedEnd, duration, onDuration }: EndPickerProps) {
  const now = useNow()
  if (fixedEnd) {
    return (
      <>
        <EndInstant at={fixedEnd} />
        <p className="mt-2 text-caption text-fg-3">
          The network runs already. Nodes drop a network when any reservation of it ends, so the new
          ones end with the others: <TimeLeft at={fixedEnd} /> from now.
        </p>
      </>
    )
  }
  const preview = endPreview(duration, now)
  return (
    <>
      <div role="group" aria-label="How long" className="flex flex-wrap gap-1">
        {DURATIONS.map(({ text, label }) => (
          <button
            key={text}
            type="button"
            aria-pressed={duration === text}
            onClick={() => onDuration(text)}
            className={cx(
              'h-6 rounded-md border px-2 text-caption font-medium transition-colors pointer-coarse:h-10',
              duration === text ? 'border-accent bg-hover text-fg' : 'text-fg-2 hover:bg-hover',
            )}
          >
            {label}
          </button>
        ))}
      </div>
      <Field
        className="mt-3"
        label="Duration"
        error={preview.kind === 'error' ? preview.message : null}
        help="2h, 90m, 14d, 2w or 1d12h"
      >
        {(control) => (
          <Input
            {...control}
            mono
            autoComplete="off"
            value={duration}
            onChange={(event) => onDuration(event.target.value)}
          />
        )}
      </Field>
      {preview.kind === 'ok' && (
        <div className="mt-3">
          <EndInstant at={preview.endsAt} />
        </div>
      )}
    </>
  )
}

function EndInstant({ at }: { at: string }) {
  return (
    <dl className="grid grid-cols-[44px_1fr] gap-x-3 gap-y-0.5 rounded-md border bg-bg px-3 py-2">
      <dt className="text-caption leading-5 text-fg-3">Ends</dt>
      <dd className="text-label">
        <LocalTime at={at} style="long" />
      </dd>
      <dt className="text-caption leading-5 text-fg-3">UTC</dt>
      <dd className="text-fg-2">
        <UtcTime at={at} style="long" />
      </dd>
    </dl>
  )
}
