import { toBase64 } from '@/lib/crypto/encoding'
import type { Identity } from '@/lib/crypto/identity'
import { compactJson } from '@/lib/protocol/go-json'
import { signResult } from '@/lib/protocol/reservation'
import { UNSIGNED_RESULTS } from './exemptions'
import type { RecordedStep } from './recording'

interface SentResult {
  error?: string
  data?: unknown
}

function signatureOf(sent: SentResult, data: string, node: Identity): string {
  const error = sent.error ?? ''
  const unsigned = { type: '', id: '', created: '', state: '', error, data }
  return toBase64(signResult(unsigned, node).signature)
}

/**
 * The steps with results signed by their node, as a real node sends them. Results merge into the stored one, so what a step
 * does not send is signed as it stood.
 */
export function withSignedResults(steps: readonly RecordedStep[], node: Identity): RecordedStep[] {
  let data = 'null'
  let signature: string | null = null
  return steps.map((step) => {
    const { body } = step.response
    if (step.n in UNSIGNED_RESULTS) {
      const sent = JSON.parse(step.request.body ?? '') as SentResult
      if (sent.data !== undefined) data = compactJson(JSON.stringify(sent.data))
      signature = signatureOf(sent, data, node)
      const request = { ...step.request, body: JSON.stringify({ ...sent, signature }) }
      return { ...step, request }
    }
    if (signature === null || body === null) return step
    const shown = body.replace('"signature":"c2ln"', `"signature":"${signature}"`)
    return { ...step, response: { ...step.response, body: shown } }
  })
}
