'use client'

import { useMemo } from 'react'
import { cx } from '@/components/ui/cx'
import { plural } from '@/components/ui/format'
import { reachOf, type ReachRow } from '../model/reach'
import { useDesigner } from '../store/context'
import type { DesignerModel } from '../use-model'
import { Section } from './section'

/** Whom this object reaches and how; tunnels with the allowed IPs they carry. */
export function PeersSection({ id, model }: { id: string; model: DesignerModel }) {
  const design = useDesigner((state) => state.design)
  const select = useDesigner((state) => state.select)
  const rows = useMemo(
    () => reachOf({ id, design, planned: model.planned, picture: model.picture }),
    [id, design, model.planned, model.picture],
  )
  const devices = rows.filter((row) => row.id.startsWith('device:')).length
  const nodes = rows.length - devices
  if (!model.planned) {
    return (
      <Section title="Reaches">
        <p className="text-caption text-fg-3">
          Peers cannot be planned yet. The problems below the canvas say why.
        </p>
      </Section>
    )
  }
  return (
    <Section
      title={`Reaches ${plural(nodes, 'resource')}${devices ? `, ${plural(devices, 'device')}` : ''}`}
    >
      {rows.length === 0 && (
        <p className="text-caption text-fg-3">Nobody yet. Add another node to give it a peer.</p>
      )}
      <ul>
        {rows.map((row) => (
          <PeerRow key={row.id} row={row} onSelect={() => select(row.id)} />
        ))}
      </ul>
    </Section>
  )
}

function PeerRow({ row, onSelect }: { row: ReachRow; onSelect: () => void }) {
  return (
    <li className="border-t border-border/65 py-1.5 first:border-t-0">
      <div className="flex items-center gap-2">
        <svg viewBox="0 0 16 6" aria-hidden className="h-1.5 w-4 shrink-0">
          <path
            d={row.via ? 'M1 3h14' : 'M0 3h16'}
            strokeWidth={row.via ? 2 : 1.5}
            strokeDasharray={row.via ? '1 5' : undefined}
            strokeLinecap={row.via ? 'round' : undefined}
            className={cx('fill-none', row.isStaged ? 'stroke-staged' : 'stroke-line')}
          />
        </svg>
        <button
          type="button"
          onClick={onSelect}
          className="touch-target min-w-0 truncate text-label hover:underline"
        >
          {row.name}
        </button>
        <span className="ml-auto text-caption whitespace-nowrap text-fg-3">{row.how}</span>
      </div>
      {row.allowedIps.length > 0 && (
        <ul className="mt-1 ml-6">
          {row.allowedIps.map((ip) => (
            <li key={ip.subnet} className="mono text-[11px] text-fg-2">
              {ip.subnet}
              {ip.tunnel && <span className="text-fg-3">, {ip.tunnel}</span>}
              {ip.owner && <span className="font-sans text-fg-3"> {ip.owner}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
