import Link from 'next/link'
import { nodeHref, nodeTitle } from '@/components/nodes/node-title'
import { Card, CardHeader } from '@/components/ui/card'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { count, gib, shortKey, short } from '@/components/ui/format'
import { FreshnessStatus } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import type { NodeRow } from '@/lib/nodes/node-row'

const SHOWN = 40

/** The farm's nodes; the whole of a big farm is in the node browser. */
export function FarmNodes({ rows, href }: { rows: readonly NodeRow[]; href: string }) {
  return (
    <Card>
      <CardHeader
        title="Nodes"
        note={rows.length > SHOWN ? `the first ${SHOWN} of ${count(rows.length)}` : undefined}
        actions={
          <Link
            href={href}
            className="touch-target rounded-sm px-2 text-caption text-fg-2 hover:text-fg hover:underline"
          >
            Show in the node browser
          </Link>
        }
      />
      {rows.length === 0 ? (
        <p className="p-4 text-fg-3">No node of this farm has registered yet.</p>
      ) : (
        <ul className="divide-y px-4">
          {rows.slice(0, SHOWN).map((row) => (
            <li key={row.key} className="flex items-center gap-3 py-2">
              <span className="min-w-0 flex-1">
                <span className="flex min-w-0 items-center gap-2">
                  <Link
                    href={nodeHref(row)}
                    className="touch-target truncate rounded-sm text-label hover:underline"
                  >
                    {nodeTitle(row)}
                  </Link>
                  <span className="mono shrink-0 text-fg-3 max-sm:hidden">
                    {shortKey(row.nodeId)}
                  </span>
                  {row.engine === 'simulated' && <SimulatedTag />}
                </span>
                <span className="block truncate text-caption text-fg-3">
                  {short(row.cpu.free)} of {short(row.cpu.total)} vCPU, {gib(row.memory.free)} of{' '}
                  {gib(row.memory.total)} memory free
                </span>
              </span>
              <EndpointBadge endpointClass={row.endpoint} />
              <FreshnessStatus freshness={row.freshness} className="w-14" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
