import type { Tone } from '@/components/ui/status-table'
import type { OperationView, StepView } from '@/lib/schemas/views'

export type StageState = 'done' | 'now' | 'unknown' | 'failed' | 'todo'
export interface Progress {
  tone: Tone
  stages: readonly StageState[]
  /** what is being waited for, or how it ended */
  sentence: string
  /** when the next try is due, if one is */
  nextAt: string | null
}

export const STAGE_NAMES = {
  apply: ['Signed', 'Sent', 'Accepted', 'Deployed'],
  delete: ['Asked', 'Accepted', 'Removed'],
} as const

/** How far one step and its reservation have come; `steps` are all of its operation, to say what it waits for. */
export function progressOf(step: StepView, steps: readonly StepView[] = []): Progress {
  const progress = step.kind === 'post' ? postProgress(step) : deleteProgress(step)
  const waiting = step.state === 'waiting' && step.attempts === 0 ? waitSentence(step, steps) : null
  return waiting === null ? progress : { ...progress, sentence: waiting }
}

const isSettled = ({ tone }: Progress) => tone === 'running' || tone === 'ended'

/** What has to come first: `Waits for the network on Ghent BE.` Null when nothing is in the way. */
function waitSentence(step: StepView, steps: readonly StepView[]): string | null {
  const open = steps.filter(({ id }) => step.waitsFor.includes(id))
  const pending = open.filter((one) => !isSettled(progressOf(one)))
  const first = pending[0]
  if (!first) return null
  const more = pending.length > 1 ? ` and ${pending.length - 1} more` : ''
  const { type, nodeLabel } = first.reservation
  const what = type === 'kubernetes' ? 'VM' : type
  return first.kind === 'delete'
    ? `Waits until the ${what} on ${nodeLabel}${more} is removed.`
    : `Waits for the ${what} on ${nodeLabel}${more}.`
}

function postProgress(step: StepView): Progress {
  const { state, result, error } = step.reservation
  if (step.state === 'failed') return failed(['done', 'failed', 'todo', 'todo'], step)
  if (step.state !== 'done') return sending(step, ['done'], 2)
  const answer = result?.message || error
  switch (state) {
    case 'deployed':
    case 'expiring':
      return ended('running', ['done', 'done', 'done', 'done'], 'Deployed.')
    case 'failed':
      return ended(
        'failed',
        ['done', 'done', 'done', 'failed'],
        answer ? `The node answered: ${answer}` : 'The node refused it and gave no reason.',
      )
    case 'lost':
    case 'drifted':
      return ended(
        'warning',
        ['done', 'done', 'failed', 'todo'],
        error ?? 'The explorer no longer has what we sent.',
      )
    case 'deleting':
    case 'deleted':
    case 'expired':
      return ended('ended', ['done', 'done', 'done', 'done'], GONE[state])
    default:
      return {
        tone: 'pending',
        stages: ['done', 'done', 'done', 'now'],
        sentence: 'Accepted. Waiting for the node to answer…',
        nextAt: null,
      }
  }
}

const GONE = {
  deleting: 'Is being removed again.',
  deleted: 'Was removed again.',
  expired: 'Has ended.',
} as const

function deleteProgress(step: StepView): Progress {
  const { state, error } = step.reservation
  if (step.state === 'failed') return failed(['failed', 'todo', 'todo'], step)
  if (step.state !== 'done') return sending(step, [], 2)
  if (state === 'deleted' || state === 'expired') {
    return ended('running', ['done', 'done', 'done'], 'Removed.')
  }
  if (state === 'lost') {
    return ended('warning', ['done', 'failed', 'todo'], error ?? 'The explorer does not have it.')
  }
  return {
    tone: 'pending',
    stages: ['done', 'done', 'now'],
    sentence: 'Accepted. Waiting for the node to remove it…',
    nextAt: null,
  }
}

function sending(step: StepView, before: StageState[], after: number): Progress {
  const rest = Array<StageState>(after).fill('todo')
  if (step.state === 'unknown') {
    return {
      tone: 'warning',
      stages: [...before, 'unknown', ...rest],
      sentence: 'No answer. Looking for it before sending again…',
      nextAt: null,
    }
  }
  if (step.state === 'running') {
    return {
      tone: 'pending',
      stages: [...before, 'now', ...rest],
      sentence: step.kind === 'post' ? 'Sending it to the explorer…' : 'Asking for its removal…',
      nextAt: null,
    }
  }
  if (step.attempts > 0) {
    return {
      tone: 'warning',
      stages: [...before, 'unknown', ...rest],
      sentence: step.error ?? 'It could not be sent.',
      nextAt: step.nextAttemptAt,
    }
  }
  return {
    tone: 'staged',
    stages: [...before, 'todo', ...rest],
    sentence: step.kind === 'post' ? 'Signed, not sent yet.' : 'Waiting for its turn.',
    nextAt: null,
  }
}

function failed(stages: StageState[], step: StepView): Progress {
  const sentence = step.error ?? step.reservation.error ?? 'It failed without a reason.'
  return { tone: 'failed', stages, sentence, nextAt: null }
}

function ended(tone: Tone, stages: StageState[], sentence: string): Progress {
  return { tone, stages, sentence, nextAt: null }
}

export interface Tally {
  total: number
  done: number
  failed: number
  /** tried in vain, will be tried again */
  stuck: number
  isOver: boolean
}

/** How far the whole operation has come, counted from what nodes answered and not from what we sent. */
export function tallyOf(operation: OperationView): Tally {
  const all = operation.steps.map((step) => progressOf(step, operation.steps))
  const count = (test: (progress: Progress) => boolean) => all.filter(test).length
  const done = count(isSettled)
  const failedOnes = count(
    ({ tone, stages }) => tone === 'failed' || (tone === 'warning' && stages.includes('failed')),
  )
  return {
    total: all.length,
    done,
    failed: failedOnes,
    stuck: count(({ stages }) => stages.includes('unknown')),
    isOver: done + failedOnes === all.length,
  }
}
