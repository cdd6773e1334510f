'use client'

import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { plural } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import type { LostByCompat, ModeComparison, PeerDifference } from '@/lib/network/compare-modes'
import { useDesigner } from '../store/context'
import type { DesignerActions } from '../use-actions'
import type { MachineNames } from './model/names'
import type { Study } from './use-study'

const SHOWN = 100

interface PeersDockProps {
  study: Study
  actions: DesignerActions
  isReadOnly: boolean
}

/** Safe peers and tfuser's held against each other: what differs, and what that costs. */
export function PeersDock({ study: { comparison, names }, actions, isReadOnly }: PeersDockProps) {
  const mode = useDesigner((state) => state.design.mode)
  if (!comparison) return null
  const { lost, differences } = comparison
  const other = mode === 'safe' ? 'compat' : 'safe'
  return (
    <div className="max-h-[min(46vh,440px)] overflow-y-auto border-t p-4 max-md:max-h-none">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1">{summaryOf(comparison, mode)}</p>
        {!isReadOnly && (
          <Button
            size="sm"
            onClick={() => actions.run({ type: 'set-network', patch: { mode: other } })}
          >
            {other === 'safe' ? 'Use safe peers' : 'Use tfuser’s peers'}
          </Button>
        )}
      </div>
      {lost.length > 0 && <LostList lost={lost} names={names} />}
      {differences.length > 0 && <Differences list={differences} names={names} />}
    </div>
  )
}

function summaryOf({ lost, differences, refused }: ModeComparison, mode: string): string {
  const refusal = refused.compat ?? refused.safe
  if (refusal) {
    const who = refused.compat ? 'tfuser’s peers' : 'Safe peers'
    return `${who} cannot be planned for this design. ${refusal.message}`
  }
  if (differences.length === 0) return 'Both modes plan exactly the same peers for this design.'
  const verb = mode === 'compat' ? 'lose' : 'would lose'
  if (lost.length === 0)
    return `tfuser’s peers differ in ${plural(differences.length, 'place')}, and reach the same machines.`
  return `tfuser’s peers ${verb} ${plural(lost.length, 'pair')} that safe peers connect.`
}

function LostList({ lost, names }: { lost: readonly LostByCompat[]; names: MachineNames }) {
  const trace = useDesigner((state) => state.trace)
  return (
    <ul className="mt-3 flex flex-col gap-1">
      {lost.slice(0, SHOWN).map(({ from, to, consequence }) => (
        <li key={`${from} ${to}`} className="flex gap-2 text-caption">
          <Glyph tone="failed" className="mt-1" />
          <button
            type="button"
            className="text-left hover:underline"
            onClick={() => trace(names.objectOf(from), names.objectOf(to))}
          >
            {names.titleOf(from)} and {names.titleOf(to)}:{' '}
            <span className="text-fg-2">{consequence}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Differences({ list, names }: { list: readonly PeerDifference[]; names: MachineNames }) {
  return (
    <table className="mt-4 w-full text-left text-caption">
      <thead className="text-fg-3 [&_th]:pr-4 [&_th]:pb-1 [&_th]:font-normal">
        <tr>
          <th scope="col">On</th>
          <th scope="col">Peer</th>
          <th scope="col">Safe</th>
          <th scope="col">tfuser</th>
        </tr>
      </thead>
      <tbody className="align-top [&_td]:border-t [&_td]:py-1.5 [&_td]:pr-4">
        {list.slice(0, SHOWN).map((row) => (
          <tr key={`${row.node} ${row.peer}`}>
            <td>{names.titleOf(row.node)}</td>
            <td>{names.titleOf(row.peer)}</td>
            <td>
              <PeerText peer={row.safe} other={row.compat} />
            </td>
            <td>
              <PeerText peer={row.compat} other={row.safe} />
            </td>
          </tr>
        ))}
      </tbody>
      {list.length > SHOWN && (
        <tfoot>
          <tr>
            <td colSpan={4} className="pt-2 text-fg-3">
              {list.length - SHOWN} more differences.
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

/** What a mode lists; what only it has is bright. */
function PeerText({
  peer,
  other,
}: {
  peer: PeerDifference['safe']
  other: PeerDifference['safe']
}) {
  if (!peer) return <span className="text-fg-3">no peer</span>
  const theirs = new Set(other?.allowedIps)
  const ips = [...new Set(peer.allowedIps)].filter((ip) => !ip.endsWith('/32'))
  return (
    <span className="mono flex flex-wrap gap-x-2">
      {ips.map((ip) => (
        <span key={ip} className={cx(theirs.has(ip) ? 'text-fg-3' : 'text-fg')}>
          {ip}
        </span>
      ))}
      <span className={peer.endpoint === other?.endpoint ? 'text-fg-3' : 'text-fg'}>
        {peer.endpoint || 'no endpoint'}
      </span>
    </span>
  )
}
