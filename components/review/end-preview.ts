import { isDomainError } from '@/lib/errors/domain-error'
import { formatUserDuration, parseUserDuration } from '@/lib/protocol/duration'

export type EndPreview =
  { kind: 'ok'; endsAt: string; words: string } | { kind: 'error'; message: string }

const NANOS_PER_MS = 1_000_000n

/** The chips; what they say is what they send. */
export const DURATIONS = [
  { text: '1h', label: '1 hour' },
  { text: '1d', label: '1 day' },
  { text: '7d', label: '1 week' },
  { text: '14d', label: '2 weeks' },
  { text: '30d', label: '30 days' },
] as const
export const DEFAULT_DURATION = '14d'

/**
 * When reservations asked for now would end. A bare number is refused with the API's own sentence: tfuser means days by
 * it, people mean hours.
 *
 * @param nowMs unix milliseconds
 */
export function endPreview(text: string, nowMs: number): EndPreview {
  if (text.trim() === '') return { kind: 'error', message: 'Say how long, for instance 2h or 14d.' }
  try {
    const nanos = parseUserDuration(text)
    const end = new Date(nowMs + Number(nanos / NANOS_PER_MS))
    return { kind: 'ok', endsAt: end.toISOString(), words: formatUserDuration(nanos) }
  } catch (error) {
    if (isDomainError(error)) return { kind: 'error', message: error.message }
    throw error
  }
}
