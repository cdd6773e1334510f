import { DomainError } from '@/lib/errors/domain-error'
import { proofEventSchema, type ProofEvent } from '@/lib/schemas/proof'

/** The matrices of the largest network make the longest line: some hundred kilobytes. */
const MAX_LINE_CHARACTERS = 4 * 1024 * 1024
const MAX_ALL_CHARACTERS = 16 * 1024 * 1024

/** Reads the helper's output, one JSON event a line, and believes nothing of it. */
export class EventLines {
  private rest = ''
  private total = 0

  constructor(private readonly onEvent: (event: ProofEvent) => void) {}

  /** @throws DomainError `PROOF_FAILED` for anything that is no event, or too much of it */
  push(chunk: string): void {
    this.total += chunk.length
    if (this.total > MAX_ALL_CHARACTERS) throw broken('wrote more than 16 MiB')
    const lines = (this.rest + chunk).split('\n')
    this.rest = lines.pop() ?? ''
    if (this.rest.length > MAX_LINE_CHARACTERS) throw broken('wrote a line without an end')
    for (const line of lines) if (line.trim() !== '') this.onEvent(readEvent(line))
  }
}

function readEvent(line: string): ProofEvent {
  const parsed = proofEventSchema.safeParse(readJson(line))
  if (parsed.success) return parsed.data
  throw broken('wrote something that is no event')
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function broken(what: string): DomainError {
  return new DomainError(
    'PROOF_FAILED',
    `The proof's helper ${what} and was stopped; there is no result.`,
  )
}
