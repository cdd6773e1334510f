import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorPanel } from '@/components/ui/error-panel'
import { Note } from '@/components/ui/banner'
import { inOrder, type PlaceNetwork } from './machine-form'
import { sizeSentence } from './machine-words'
import type { Answers, Refusals, Screen } from './wizard-state'

interface SummaryScreenProps {
  answers: Answers
  refusals: Refusals
  network: PlaceNetwork | null
  onScreen: (screen: Screen) => void
}

/** Everything once more, each part with a way back to it. */
export function SummaryScreen({ answers, refusals, network, onScreen }: SummaryScreenProps) {
  const place = (nodeId: string) => network?.places.find((one) => one.nodeId === nodeId)
  const isSimulated = answers.machines.some(({ nodeId }) => place(nodeId)?.simulated)
  return (
    <div className="flex flex-col gap-4">
      <dl className="divide-y rounded-lg border bg-surface">
        <Row title="Name" onEdit={() => onScreen('network')}>
          <span className="mono">{answers.name}</span>
        </Row>
        <Row title="Network" onEdit={() => onScreen('network')}>
          {network?.name} <span className="mono text-fg-3">{network?.range}</span>
        </Row>
        <Row title="Machines" onEdit={() => onScreen('machines')}>
          <ul className="flex flex-col gap-1">
            {inOrder(answers.machines).map(({ nodeId, role, size, ip }) => (
              <li key={nodeId}>
                {role === 'master' ? 'Master' : 'Worker'} on {place(nodeId)?.label ?? 'its node'},{' '}
                <span className="mono">{ip}</span>
                <span className="block text-caption text-fg-3">{sizeSentence(size)}</span>
              </li>
            ))}
          </ul>
        </Row>
        <Row title="Who may log in" onEdit={() => onScreen('keys')}>
          <ul className="flex flex-col gap-1">
            {answers.keys.map(({ name, fingerprint }) => (
              <li key={fingerprint}>
                {name}
                <span className="mono block text-[11px] break-all text-fg-3">{fingerprint}</span>
              </li>
            ))}
          </ul>
        </Row>
        <Row title="Secret" onEdit={() => onScreen('secret')}>
          {answers.secretFrom === 'cockpit' ? 'Made by the cockpit' : 'Your own'}
        </Row>
      </dl>
      {isSimulated && (
        <Note>
          Some of these nodes are simulated: they answer like real ones, but nothing really boots.
        </Note>
      )}
      {refusals.form && (
        <ErrorPanel title="The cluster was not made" notDone="Nothing was saved.">
          {refusals.form}
        </ErrorPanel>
      )}
    </div>
  )
}

function Row({
  title,
  onEdit,
  children,
}: {
  title: string
  onEdit: () => void
  children: ReactNode
}) {
  return (
    <div className="flex items-start gap-x-4 px-4 py-3 max-md:flex-wrap max-md:py-2">
      <dt className="w-32 shrink-0 text-caption leading-5 text-fg-3">{title}</dt>
      <dd className="min-w-0 flex-1 max-md:order-last max-md:basis-full">{children}</dd>
      <dd className="max-md:ml-auto">
        <Button size="mini" variant="ghost" onClick={onEdit} aria-label={`Change ${title}`}>
          Change
        </Button>
      </dd>
    </div>
  )
}
