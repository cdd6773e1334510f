import { CopyField } from '@/components/ui/copy-field'
import type { ProofAvailability } from '@/lib/schemas/proofs'

interface WhyNotProps {
  availability: ProofAvailability
  canOperate: boolean
}

/** What is in the way of proving, and how to change that. */
export function WhyNot({ availability, canOperate }: WhyNotProps) {
  const { isOn, missing } = availability
  return (
    <div className="flex flex-col gap-3 p-4 text-body">
      <h3 className="text-label">
        {missing.length > 0 ? 'This cockpit cannot prove designs yet' : 'Operators prove designs'}
      </h3>
      {!canOperate && (
        <p className="text-fg-2">
          Proving builds a network on the cockpit’s own machine, so it needs the role operator. Ask
          an owner.
        </p>
      )}
      {missing.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-4 text-fg-2">
          {missing.map((sentence) => (
            <li key={sentence} className="break-words">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      {!isOn && <CopyField prompt what="command" text="COCKPIT_PROVE=1 npm run up" />}
    </div>
  )
}
