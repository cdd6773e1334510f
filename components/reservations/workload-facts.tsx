import { Card, CardHeader } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { parseReservation } from '@/lib/protocol/reservation'
import { resultFacts, workloadFacts, type WorkloadFact } from '@/lib/protocol/workload-facts'
import type { ReservationView } from '@/lib/schemas/views'

interface WorkloadFactsProps {
  reservation: Pick<ReservationView, 'type' | 'result'>
  /** the exact signed body */
  raw: string
}

/** What the node was asked for and what it made of it. All of it is somebody's text. */
export function WorkloadFacts({ reservation: { type, result }, raw }: WorkloadFactsProps) {
  const asked = workloadFacts(type, parseReservation(raw).data)
  const made = result?.state === 'ok' ? resultFacts(type, result.data) : []
  if (asked.length + made.length === 0) return null
  return (
    <Card>
      <CardHeader title="Workload" note={type} />
      <dl className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3 gap-y-2 p-4">
        {made.map((fact, index) => (
          <Line key={`made ${index}`} fact={fact} canCopy />
        ))}
        {asked.map((fact, index) => (
          <Line key={`asked ${index}`} fact={fact} />
        ))}
      </dl>
    </Card>
  )
}

function Line({ fact: { label, value }, canCopy }: { fact: WorkloadFact; canCopy?: boolean }) {
  return (
    <>
      <dt className="text-caption leading-5 text-fg-3">{label}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className={canCopy ? 'mono min-w-0 break-all' : 'min-w-0 break-words'}>{value}</span>
        {canCopy && <CopyButton text={value} what={label.toLowerCase()} />}
      </dd>
    </>
  )
}
