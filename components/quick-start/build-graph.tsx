'use client'

import { Globe, Laptop, Server, ShipWheel } from 'lucide-react'
import { useMemo } from 'react'
import { cx } from '@/components/ui/cx'
import type { QuickStartPlanView } from '@/lib/schemas/quick-start'
import { CARD_WIDTH, GRAPH_WIDTH, graphLayout, type GraphCard } from './graph-layout'

const ICONS = { master: ShipWheel, worker: Server, access: Globe, device: Laptop } as const

/** The network as a picture; the list of machines beside it says the same in words. */
export function BuildGraph({ plan }: { plan: QuickStartPlanView }) {
  const { height, cards, edges, more } = useMemo(
    () => graphLayout({ ...plan, deviceId: plan.network.devices[0]?.id ?? '' }),
    [plan],
  )
  return (
    <div
      aria-hidden
      className="overflow-hidden border-b bg-canvas bg-[radial-gradient(circle,var(--dot)_1px,transparent_1px)] [background-size:16px_16px] max-md:hidden"
    >
      <div className="relative mx-auto" style={{ width: GRAPH_WIDTH, height }}>
        <svg
          width={GRAPH_WIDTH}
          height={height}
          className="absolute inset-0 fill-none stroke-staged [stroke-width:1.5]"
        >
          <defs>
            <marker
              id="quick-start-head"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              markerUnits="userSpaceOnUse"
              orient="auto-start-reverse"
            >
              <path d="M8 4 0 .4 1.6 4 0 7.6Z" className="fill-staged stroke-none" />
            </marker>
          </defs>
          {edges.map(({ id, path, dialFrom, dialTo }) => (
            <path
              key={id}
              d={path}
              markerStart={dialFrom ? 'url(#quick-start-head)' : undefined}
              markerEnd={dialTo ? 'url(#quick-start-head)' : undefined}
            />
          ))}
        </svg>
        {cards.map((card) => (
          <Card key={card.id} card={card} />
        ))}
        {more > 0 && (
          <span className="absolute right-6 bottom-0.5 text-micro text-fg-3">and {more} more</span>
        )}
      </div>
    </div>
  )
}

function Card({ card }: { card: GraphCard }) {
  const Icon = ICONS[card.kind]
  const isDevice = card.kind === 'device'
  return (
    <div
      style={{ left: card.x, top: card.y, width: CARD_WIDTH, height: card.height }}
      className={cx(
        'absolute flex flex-col justify-center overflow-hidden border border-staged/70 bg-surface px-3',
        isDevice ? 'rounded-full px-5' : card.simulated ? 'rounded-lg border-dashed' : 'rounded-lg',
        card.isAccess && 'shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      <span className="flex items-center gap-1.5">
        <Icon className="size-3.5 shrink-0 text-fg-3" />
        <span className="truncate text-label">{card.title}</span>
      </span>
      <span className="mono truncate text-fg-2 tabular-nums">{card.address}</span>
    </div>
  )
}
