import { checkContainer } from './workload-checks-container'
import { checkDebug, checkVolume, checkZdb } from './workload-checks-others'
import { takenAmounts, type WorkloadDraft } from './workload-draft'
import { careful, wrong, type WorkloadFacts, type WorkloadProblem } from './workload-problem'

const NAME = /^[a-z][a-z0-9-]{0,30}$/

/** Everything that speaks against a draft, or is worth knowing before it is signed. */
export function checkWorkload(draft: WorkloadDraft, facts: WorkloadFacts): WorkloadProblem[] {
  const problems = [...checkName(draft.name), ...checkNode(facts), ...checkKind(draft, facts)]
  const isWhole = !problems.some(({ severity }) => severity === 'error')
  return isWhole ? [...problems, ...checkCapacity(draft, facts)] : problems
}

function checkKind(draft: WorkloadDraft, facts: WorkloadFacts): WorkloadProblem[] {
  if (draft.type === 'container') return checkContainer(draft, facts)
  if (draft.type === 'volume') return checkVolume(draft)
  return draft.type === 'zdb' ? checkZdb(draft) : checkDebug(draft)
}

function checkName(name: string): WorkloadProblem[] {
  if (NAME.test(name)) return []
  return [wrong('name', 'Use 1 to 31 lower-case letters, digits and dashes, a letter first.')]
}

function checkNode({ node }: WorkloadFacts): WorkloadProblem[] {
  if (!node) return [wrong('node', 'Choose a node that the grid knows.')]
  if (node.freshness === 'down')
    return [wrong('node', `${node.label} is down: it would not answer. Choose a node that is up.`)]
  if (node.freshness === 'late')
    return [
      careful('node', `${node.label} has not reported lately. It may take a while to answer.`),
    ]
  return []
}

const KINDS = [
  ['cru', 'cpu', 'vCPU'],
  ['mru', 'memory', 'GiB memory'],
  ['sru', 'size', 'GiB SSD'],
  ['hru', 'size', 'GiB HDD'],
] as const

function checkCapacity(draft: WorkloadDraft, { node }: WorkloadFacts): WorkloadProblem[] {
  if (!node) return []
  const wanted = takenAmounts(draft)
  return KINDS.filter(([kind]) => wanted[kind] > node.free[kind]).map(([kind, field, unit]) =>
    wrong(
      field,
      `${node.label} has ${round(node.free[kind])} ${unit} free, and this takes ${round(wanted[kind])}. Ask for less, or choose another node.`,
    ),
  )
}

const round = (amount: number) => Math.floor(amount * 10) / 10
