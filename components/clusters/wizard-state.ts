import { ApiError, sentenceOf } from '@/components/ui/api'
import { isDomainError } from '@/lib/errors/domain-error'
import { CLUSTER_NAME } from '@/lib/kubernetes/cluster-name'
import type { ClusterProblem, MachineDesign } from '@/lib/kubernetes/model'
import { checkClusterSecret } from '@/lib/protocol/workload-limits'
import type { CreateClusterInput } from '@/lib/schemas/clusters'
import { designProblems, inOrder, type PlaceNetwork } from './machine-form'
import { keysProblem, type ChosenKey } from './ssh-choice'

/** The screens, in order. */
export const SCREENS = ['network', 'machines', 'keys', 'secret', 'summary'] as const
export type Screen = (typeof SCREENS)[number]

export const SCREEN_TITLE = {
  network: 'Network and name',
  machines: 'Machines',
  keys: 'Who may log in',
  secret: 'Secret',
  summary: 'Summary',
} as const satisfies Record<Screen, string>

/** Everything the person has answered; kept when going back. */
export interface Answers {
  name: string
  networkId: string
  machines: readonly MachineDesign[]
  keys: readonly ChosenKey[]
  /** in the field for another key, not added yet */
  typedKey: string
  secretFrom: 'cockpit' | 'person'
  secret: string
}

/** What is wrong, by field; absent: nothing. */
export interface Refusals {
  name?: string | undefined
  network?: string | undefined
  machines?: string | undefined
  keys?: string | undefined
  secret?: string | undefined
  /** about no field of its own */
  form?: string | undefined
}

interface Known {
  network: PlaceNetwork | null
  takenNames: readonly string[]
}

/** Problems of the machines as they stand now. */
export function machineProblems(answers: Answers, network: PlaceNetwork | null): ClusterProblem[] {
  if (!network) return []
  const { name, machines, keys } = answers
  return designProblems({ name, machines, sshKeys: keys.map(({ line }) => line) }, network).filter(
    ({ objects }) => objects.some((object) => object.startsWith('machine:')),
  )
}

const CHECKS: Record<Screen, (answers: Answers, known: Known) => Refusals> = {
  network: ({ name, networkId }, { takenNames, network }) => ({
    name: nameProblem(name, takenNames),
    network: networkProblem(networkId, network),
  }),
  machines: (answers, { network }) => ({ machines: machinesProblem(answers, network) }),
  keys: ({ keys, typedKey }) => ({ keys: keysProblem(keys, typedKey) ?? undefined }),
  secret: ({ secretFrom, secret }) => ({
    secret: secretFrom === 'cockpit' ? undefined : secretProblem(secret),
  }),
  summary: () => ({}),
}

/** What keeps a screen from being left forwards. */
export function refusalsOf(screen: Screen, answers: Answers, known: Known): Refusals {
  const found = CHECKS[screen](answers, known)
  return Object.fromEntries(Object.entries(found).filter(([, text]) => text !== undefined))
}

/** The first screen that is not in order before the last one; null when all are. */
export function firstRefused(answers: Answers, known: Known): Screen | null {
  return (
    SCREENS.find((screen) => Object.keys(refusalsOf(screen, answers, known)).length > 0) ?? null
  )
}

// Not from the schema of the request: that would bring the whole schema library into the page.
const NAME_RULE =
  'A cluster is named with 2 to 40 lower-case letters, digits and dashes, a letter first.'

function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (!CLUSTER_NAME.test(name)) return NAME_RULE
  if (taken.includes(name)) return `There is a cluster ${name} already. Choose another name.`
  return undefined
}

function networkProblem(networkId: string, network: PlaceNetwork | null): string | undefined {
  if (networkId === '') return 'Choose the network the machines join.'
  return network ? undefined : 'That network is gone meanwhile. Choose another one.'
}

function machinesProblem(answers: Answers, network: PlaceNetwork | null): string | undefined {
  if (answers.machines.length === 0) return 'Pick at least one node: the first is the master.'
  const errors = machineProblems(answers, network).filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return undefined
  return errors.length === 1
    ? 'One machine cannot stand as it is. See beside it.'
    : `${errors.length} things about the machines cannot be. See beside them.`
}

function secretProblem(secret: string): string | undefined {
  try {
    checkClusterSecret(secret)
    return undefined
  } catch (error) {
    if (isDomainError(error)) return error.message
    throw error
  }
}

export function bodyOf(answers: Answers): CreateClusterInput {
  const { name, networkId, machines, keys, secretFrom, secret } = answers
  return {
    name,
    networkId,
    machines: inOrder(machines),
    sshKeys: keys.map(({ line }) => line),
    ...(secretFrom === 'person' ? { secret } : {}),
  }
}

/** Where a refusal of the server belongs: the screen to go to, and the field. */
export function placeRefusal(error: unknown): { screen: Screen; refusals: Refusals } {
  const message = sentenceOf(error)
  const code = error instanceof ApiError ? error.code : ''
  if (code === 'ALREADY_EXISTS' || code === 'NAME_INVALID')
    return { screen: 'network', refusals: { name: message } }
  if (code.startsWith('SSH_') || code.startsWith('GITHUB_'))
    return { screen: 'keys', refusals: { keys: message } }
  if (code === 'INVALID_RESERVATION') return { screen: 'secret', refusals: { secret: message } }
  if (code === 'UNKNOWN_NODE' || code === 'RANGE_EXHAUSTED')
    return { screen: 'machines', refusals: { machines: message } }
  return { screen: 'summary', refusals: { form: message } }
}
