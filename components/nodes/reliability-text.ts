import { span } from '@/components/ui/format'
import { RELIABILITY_MS } from '@/lib/nodes/reliability'

/** 100 % only for an unbroken record: 99.996 % is not that. */
export function shareWords(share: number): string {
  if (share === 1) return '100 %'
  const percent = Math.min(99.99, share * 100)
  return `${Number(percent.toFixed(percent >= 99 ? 2 : 1))} %`
}

/** How much of the 30 days was watched. */
export function watchedWords(knownFor: number): string {
  return knownFor >= RELIABILITY_MS * 0.99 ? 'watched throughout' : `watched for ${span(knownFor)}`
}
