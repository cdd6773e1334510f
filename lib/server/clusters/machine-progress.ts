import type { ReservationState } from '@/lib/protocol/states'
import type { MachineView } from '@/lib/schemas/clusters'

/** What is known of one machine's way onto its node. */
export interface MachineFactsNow {
  /** null: nothing is signed */
  state: ReservationState | null
  gridReservationId: string | null
  /** of the newest network reservation on the node; null: none */
  networkState: ReservationState | null
  networkName: string
  /** what people call the node */
  label: string
  simulated: boolean
  /** its post has not been tried, because other steps come first */
  waitsForOthers: boolean
  /** why the last try to send it did not work */
  trouble: string | null
  error: string | null
}

type StageState = MachineView['stages'][number]['state']
type Progress = Pick<MachineView, 'stages' | 'sentence'>

/** The stages of a machine and, in one sentence, what is waited for. */
export function progressOf(facts: MachineFactsNow): Progress {
  switch (facts.state) {
    case null:
    case 'planned':
      return progress('todo', 'todo', 'todo', 'Not signed yet: review and apply the cluster.')
    case 'signed':
      return progressSigned(facts)
    case 'submitting':
      return progress('done', 'done', 'now', 'Being sent to the explorer.')
    case 'submitted':
      return progress(
        'done',
        'done',
        'now',
        `On the explorer as ${facts.gridReservationId ?? 'a new number'}. Waiting for ${facts.label} to pick it up and answer.`,
      )
    case 'deployed':
    case 'expiring':
      return progressReady(facts)
    case 'failed':
      return progressFailed(facts)
    default:
      return progressEnding(facts)
  }
}

function progress(
  reserved: StageState,
  network: StageState,
  vm: StageState,
  sentence: string,
): Progress {
  return {
    stages: [
      { stage: 'reserved', state: reserved },
      { stage: 'network', state: network },
      { stage: 'vm', state: vm },
    ],
    sentence,
  }
}

const isNetworkThere = ({ networkState }: MachineFactsNow) =>
  networkState === 'deployed' || networkState === 'expiring'

function progressSigned(facts: MachineFactsNow): Progress {
  const { label, networkName, trouble } = facts
  if (!isNetworkThere(facts))
    return progress(
      'done',
      'now',
      'todo',
      `Signed. It is sent when ${label} has answered that the network ${networkName} runs there.`,
    )
  if (trouble) return progress('done', 'done', 'now', trouble)
  return progress(
    'done',
    'done',
    'now',
    facts.waitsForOthers
      ? `Signed. It is sent when ${label} has removed the machine that was there before.`
      : 'Signed; about to be sent.',
  )
}

function progressReady({ label, simulated, state }: MachineFactsNow): Progress {
  const end = state === 'expiring' ? ' It ends soon.' : ''
  return simulated
    ? progress(
        'done',
        'done',
        'simulated',
        `${label} is a simulated node and answered ok: nothing really boots there.${end}`,
      )
    : progress('done', 'done', 'done', `${label} answered ok: the VM is started.${end}`)
}

function progressFailed(facts: MachineFactsNow): Progress {
  const sentence = facts.error ?? `${facts.label} refused it.`
  return isNetworkThere(facts)
    ? progress('done', 'done', 'failed', sentence)
    : progress('done', 'failed', 'todo', sentence)
}

function progressEnding({ state, label, error }: MachineFactsNow): Progress {
  if (state === 'deleting')
    return progress('done', 'done', 'todo', `Being deleted. Waiting for ${label} to remove it.`)
  if (state === 'lost' || state === 'drifted')
    return progress('done', 'done', 'failed', error ?? 'The explorer disagrees about it.')
  const sentence =
    error ?? (state === 'expired' ? 'It ended at its end instant.' : 'It was deleted.')
  return progress('todo', 'todo', 'todo', sentence)
}
