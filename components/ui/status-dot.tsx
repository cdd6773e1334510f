import type { NetworkSummary, NodeView } from '@/lib/schemas/views'
import type { ReservationState } from '@/lib/protocol/states'
import { cx } from './cx'
import { Glyph } from './glyph'
import { FRESHNESS_LOOK, NETWORK_LOOK, reservationLook, TONES, type Tone } from './status-table'

interface StatusDotProps {
  tone: Tone
  word: string
  /** a chip with a 10 % tint instead of plain text */
  tint?: boolean
  /** the word is read aloud but not drawn: only where a legend or header says it too */
  hideWord?: boolean
  className?: string
}

/** Glyph, word and tone. The word keeps the text colour: tone colours the glyph only. */
export function StatusDot({ tone, word, tint, hideWord, className }: StatusDotProps) {
  return (
    <span
      data-tone={tone}
      className={cx(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        tint
          ? cx('h-[22px] rounded-sm px-2 text-caption font-medium text-fg', TONES[tone].tint)
          : 'text-fg-2',
        className,
      )}
    >
      <Glyph tone={tone} />
      <span className={hideWord ? 'sr-only' : undefined}>{word}</span>
    </span>
  )
}

export function ReservationStatus({
  state,
  ...rest
}: { state: ReservationState } & Partial<StatusDotProps>) {
  return <StatusDot {...reservationLook(state)} {...rest} />
}

export function NetworkStatus({
  state,
  ...rest
}: { state: NetworkSummary['state'] } & Partial<StatusDotProps>) {
  return <StatusDot {...NETWORK_LOOK[state]} {...rest} />
}

export function FreshnessStatus({
  freshness,
  ...rest
}: { freshness: NodeView['freshness'] } & Partial<StatusDotProps>) {
  return <StatusDot {...FRESHNESS_LOOK[freshness]} {...rest} />
}
