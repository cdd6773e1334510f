import { cx } from './cx'
import { TONES, type Tone } from './status-table'

interface GlyphProps {
  tone: Tone
  className?: string
}

/** The shape of a status: never colour alone. Decorative, its word stands beside it. */
export function Glyph({ tone, className }: GlyphProps) {
  const { glyph, text } = TONES[tone]
  return (
    <svg viewBox="0 0 10 10" aria-hidden className={cx('size-2.5 shrink-0', text, className)}>
      {SHAPES[glyph]}
    </svg>
  )
}

const SHAPES = {
  diamond: <path d="M5 .9 9.1 5 5 9.1.9 5Z" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  half: (
    <>
      <circle cx="5" cy="5" r="4.1" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 .9a4.1 4.1 0 0 1 0 8.2Z" fill="currentColor" />
    </>
  ),
  disc: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  triangle: <path d="M5 .8 9.7 9H.3Z" fill="currentColor" />,
  cross: <path d="m1.6 1.6 6.8 6.8M8.4 1.6 1.6 8.4" stroke="currentColor" strokeWidth="1.8" />,
  ring: <circle cx="5" cy="5" r="4.1" fill="none" stroke="currentColor" strokeWidth="1.5" />,
} as const
