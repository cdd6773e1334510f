import type { Identity } from '@/lib/crypto/identity'
import { exchange, type Answer } from './exchange'
import { EXEMPTIONS, UNSIGNED_RESULTS } from './exemptions'
import type { RecordedStep } from './recording'
import { withSignedResults } from './signed-results'

/** How to replay. */
export interface ReplayOptions {
  /** where the explorer answers, such as `http://127.0.0.1:3000/explorer`; fresh, in compat mode */
  baseUrl: string
  steps: readonly RecordedStep[]
  /** the key of the node that answers reservations */
  node: Identity
  /** compare the node's own times too: the server's clock stands at the recording's */
  comparesTimes: boolean
}

/** How one step went; no differences: as recorded, or as its exemption says. */
export interface ReplayedStep {
  n: number
  name: string
  /** why this step need not equal the recording */
  exemption: string | null
  differences: string[]
}

const TIMES = /"(created|updated)":\d+/g

function withoutTimes(body: string): string {
  return body.replace(TIMES, '"$1":0')
}

function header(headers: Record<string, string>, name: string): string {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)
  return found?.[1] ?? ''
}

/** What of an answer differs from the recorded one: status, body, Content-Type, Location. */
export function compareAnswer(step: RecordedStep, answer: Answer, comparesTimes = true): string[] {
  const { response } = step
  const clean = comparesTimes ? (text: string) => text : withoutTimes
  const pairs = [
    ['status', String(response.status), String(answer.status)],
    ['body', clean(response.body ?? ''), clean(answer.body)],
    [
      'Content-Type',
      header(response.headers, 'content-type'),
      header(answer.headers, 'content-type'),
    ],
    ['Location', header(response.headers, 'location'), header(answer.headers, 'location')],
  ] as const
  return pairs
    .filter(([, recorded, ours]) => recorded !== ours)
    .map(([what, recorded, ours]) => `${what}: recorded ${recorded}, ours ${ours}`)
}

async function replayStep(
  { baseUrl, comparesTimes }: ReplayOptions,
  step: RecordedStep,
  recorded: RecordedStep,
): Promise<ReplayedStep> {
  const { n, name } = step
  const unsigned = UNSIGNED_RESULTS[n]
  const refused = unsigned === undefined ? null : await exchange(baseUrl, recorded.request)
  const answer = await exchange(baseUrl, step.request)
  const exemption = EXEMPTIONS[n]
  if (exemption !== undefined) {
    const problem = exemption.check(
      comparesTimes ? answer : { ...answer, body: withoutTimes(answer.body) },
      comparesTimes ? step : withoutStepTimes(step),
    )
    return { n, name, exemption: exemption.reason, differences: problem === null ? [] : [problem] }
  }
  const differences = compareAnswer(step, answer, comparesTimes)
  if (refused !== null && refused.status !== 400) {
    differences.push(`without the node's signature: status ${refused.status}, not 400`)
  }
  return { n, name, exemption: unsigned ?? null, differences }
}

function withoutStepTimes(step: RecordedStep): RecordedStep {
  const body = step.response.body === null ? null : withoutTimes(step.response.body)
  return { ...step, response: { ...step.response, body } }
}

/** Sends every recorded request in order and says how each answer compares. */
export async function replayRecording(options: ReplayOptions): Promise<ReplayedStep[]> {
  const replayed: ReplayedStep[] = []
  const signed = withSignedResults(options.steps, options.node)
  for (const [index, step] of signed.entries()) {
    replayed.push(await replayStep(options, step, options.steps[index] ?? step))
  }
  return replayed
}
