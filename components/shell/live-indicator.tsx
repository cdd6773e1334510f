'use client'

import { cx } from '@/components/ui/cx'
import { Tooltip } from '@/components/ui/tooltip'
import { useLiveState } from './live'

const LOOK = {
  connecting: { word: 'Connecting', dot: 'bg-fg-3', note: 'Opening the stream of changes.' },
  live: { word: 'Live', dot: 'bg-ok', note: 'Changes show here as they happen.' },
  offline: {
    word: 'Not live',
    dot: 'ring-[1.5px] ring-inset ring-err',
    note: 'The cockpit does not answer. What you see may be old; trying again.',
  },
} as const

export function LiveIndicator() {
  const state = useLiveState()
  const { word, dot, note } = LOOK[state]
  return (
    <Tooltip content={note} side="bottom">
      <span
        role="status"
        tabIndex={0}
        className="inline-flex items-center gap-1.5 rounded-sm px-1 text-caption text-fg-3"
      >
        <i aria-hidden className={cx('size-1.5 rounded-full', dot)} />
        {word}
      </span>
    </Tooltip>
  )
}
