import { isGithubInput, parseGithubAccount } from '@/lib/crypto/github-account'
import { readSshKeyLine } from '@/lib/crypto/ssh-key-line'
import { isDomainError } from '@/lib/errors/domain-error'
import { parseQuickRange } from '@/lib/kubernetes/quick-start/range'
import { parseUserDuration } from '@/lib/protocol/duration'
import type { QuickStartPlanInput } from '@/lib/schemas/quick-start'

/** What the page holds: the five answers as typed, and nodes chosen by hand. */
export interface Answers {
  keySource: 'github' | 'paste'
  account: string
  /** one key a line */
  pasted: string
  range: string
  duration: string
  nodes: number
  size: 1 | 2
  /** null: chosen by rule */
  nodeIds: readonly string[] | null
  /** null: the cockpit's own grid */
  gridId: string | null
  /** null: the first that may sign */
  identityId: string | null
}

/** Which answer a sentence is about. */
export type AnswerName = 'keys' | 'range' | 'duration' | 'nodes' | 'where'

/** What is sent as `sshKeys`; empty while nothing is answered. */
export function sshKeysOf({ keySource, account, pasted }: Answers): string[] {
  if (keySource === 'paste')
    return pasted
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const name = account.trim()
  if (name === '') return []
  return [isGithubInput(name) ? name : `github:${name}`]
}

/** What is wrong with the answers as far as this page can tell. */
export function wrongAnswers(answers: Answers): Partial<Record<AnswerName, string>> {
  const keys = sshKeysOf(answers)
  return {
    ...said('keys', () => {
      for (const key of keys)
        if (isGithubInput(key)) parseGithubAccount(key)
        else readSshKeyLine(key)
      return keys.length === 0
        ? 'Say who may log in: an account at GitHub, or a pasted public key.'
        : null
    }),
    ...said('range', () => void parseQuickRange(answers.range)),
    ...said('duration', () => {
      if (answers.duration.trim() === '') return 'Say how long, for instance 2h or 14d.'
      parseUserDuration(answers.duration)
      return null
    }),
  }
}

function said(name: AnswerName, check: () => string | null | void) {
  try {
    const sentence = check()
    return sentence ? { [name]: sentence } : {}
  } catch (error) {
    if (isDomainError(error)) return { [name]: error.message }
    throw error
  }
}

/** Body of a plan: keys come later, and a wrong duration is told at its field. */
export function planBodyOf(answers: Answers): QuickStartPlanInput | null {
  const wrong = wrongAnswers(answers)
  if (wrong.range) return null
  const { range, nodes, size, nodeIds } = answers
  return {
    range: range.trim(),
    nodes,
    size,
    ...(nodeIds ? { nodeIds: [...nodeIds] } : {}),
    ...placeOf(answers),
  }
}

/** Where it is built and who signs, as far as the page was told. */
export function placeOf({ gridId, identityId }: Answers): {
  gridId?: string
  identityId?: string
} {
  return { ...(gridId ? { gridId } : {}), ...(identityId ? { identityId } : {}) }
}

const ABOUT: Readonly<Record<string, AnswerName>> = {
  INVALID_CIDR: 'range',
  RANGE_EXHAUSTED: 'nodes',
  TOO_FEW_NODES: 'nodes',
  NO_ACCESS_POINT: 'where',
  UNKNOWN_NODE: 'where',
  SSH_KEY_INVALID: 'keys',
  SSH_ACCOUNT_INVALID: 'keys',
  SSH_KEYS_NOT_FOUND: 'keys',
  GITHUB_UNREACHABLE: 'keys',
  GITHUB_BAD_ANSWER: 'keys',
  DURATION_BARE_NUMBER: 'duration',
  DURATION_INVALID: 'duration',
  DURATION_NOT_POSITIVE: 'duration',
  DURATION_TOO_LONG: 'duration',
}

/** The answer a refusal of the server is about; null: it is about all of it. */
export function answerOf(refusal: {
  code: string
  details: Readonly<Record<string, unknown>>
}): AnswerName | null {
  if (refusal.code === 'ALREADY_EXISTS' && refusal.details['field'] === 'range') return 'range'
  return Object.hasOwn(ABOUT, refusal.code) ? (ABOUT[refusal.code] ?? null) : null
}
