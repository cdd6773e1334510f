import { readFileSync } from 'node:fs'

/** One request as it was sent to the original explorer. */
export interface RecordedRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: string | null
}

/** What the original answered; `status` is null where it died instead. */
export interface RecordedResponse {
  status: number | null
  headers: Record<string, string>
  body: string | null
}

/** One step of the recording; steps depend on the ones before. */
export interface RecordedStep {
  n: number
  name: string
  request: RecordedRequest
  response: RecordedResponse
}

/** Exchanges recorded with the original explorer (source: its `note`). */
export interface Recording {
  note: string
  nodes: Record<string, string>
  steps: RecordedStep[]
}

/** Reservations as the original programs signed them, and what the original explorer answered. */
export interface SignatureVectors {
  user_seed_hex: string
  other_user_seed_hex: string
  node_seed_hex: string
  tampered: { name: string; body: string; bcdb_mock: RecordedAnswer }[]
  vectors: { name: string; posted_body: string; bcdb_mock: RecordedAnswer }[]
}

/** An answer as signatures.json writes it. */
export interface RecordedAnswer {
  status: number
  body: string
  content_type: string
  location?: string
}

function readVector(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'))
}

/** The recording as it is, with the headers of dead answers filled in as empty. */
export function loadRecording(): Recording {
  const recording = readVector('explorer.json') as Recording
  const steps = recording.steps.map((step) => {
    const { status = null, headers = {}, body = null } = step.response as Partial<RecordedResponse>
    return { ...step, response: { status, headers, body } }
  })
  return { ...recording, steps }
}

/** The signature vectors as they are. */
export function loadSignatureVectors(): SignatureVectors {
  return readVector('signatures.json') as SignatureVectors
}
