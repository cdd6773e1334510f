'use client'

import { Plus, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useLiveState } from '@/components/shell/live'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { count, shortKey } from '@/components/ui/format'
import { Select } from '@/components/ui/select'
import {
  filterReservations,
  parseReservationFilter,
  writeReservationFilter,
  type ReservationFilter,
  type ReservationRow,
} from './reservation-row'
import { ReservationTable } from './reservation-table'
import { ReservationTabs } from './reservation-tabs'

interface ReservationsPageProps {
  rows: readonly ReservationRow[]
  /** how many made elsewhere are not adopted yet */
  elsewhere: number
  canCreate: boolean
}

/** Every reservation made with our identities, live. */
export function ReservationsPage({ rows, elsewhere, canCreate }: ReservationsPageProps) {
  const router = useRouter()
  const params = useSearchParams()
  const filter = useMemo(() => parseReservationFilter(params), [params])
  const { found, counts } = useMemo(() => filterReservations(rows, filter), [rows, filter])
  const change = (patch: Partial<ReservationFilter>) =>
    router.replace(writeReservationFilter({ ...filter, ...patch }), { scroll: false })

  if (rows.length === 0) return <FirstReservation elsewhere={elsewhere} canCreate={canCreate} />
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Reservations</h1>
      <div className="flex min-h-13 shrink-0 flex-wrap items-end gap-x-4 border-b">
        <ReservationTabs
          active={filter.group}
          filter={filter}
          counts={counts}
          elsewhere={elsewhere}
        />
        <Filters rows={rows} filter={filter} onChange={change} canCreate={canCreate} />
      </div>
      {found.length === 0 ? (
        <Empty filter={filter} onShowAll={() => router.replace('/reservations?state=all')} />
      ) : (
        <ReservationTable rows={found} />
      )}
      <Foot found={found.length} total={rows.length} />
    </div>
  )
}

interface FiltersProps {
  rows: readonly ReservationRow[]
  filter: ReservationFilter
  onChange: (patch: Partial<ReservationFilter>) => void
  canCreate: boolean
}

function Filters({ rows, filter, onChange, canCreate }: FiltersProps) {
  const networks = useMemo(() => optionsOf(rows, (row) => [row.networkId, row.networkName]), [rows])
  const types = useMemo(() => optionsOf(rows, (row) => [row.type, row.type]), [rows])
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-2 md:ml-auto">
      {filter.nodeId && (
        <span className="inline-flex h-7 items-center gap-1.5 rounded-md border bg-surface pl-2 text-caption text-fg-3">
          Node <span className="mono text-fg">{shortKey(filter.nodeId)}</span>
          <button
            type="button"
            aria-label="Remove filter node"
            onClick={() => onChange({ nodeId: '' })}
            className="touch-target grid size-7 place-items-center rounded-r-md hover:bg-hover hover:text-fg"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      )}
      <Select
        aria-label="Network"
        selectSize="sm"
        value={filter.networkId}
        onValueChange={(networkId) => onChange({ networkId })}
        options={[{ value: '', label: 'Any network' }, ...networks]}
      />
      <Select
        aria-label="Type"
        selectSize="sm"
        value={filter.type}
        onValueChange={(type) => onChange({ type })}
        options={[{ value: '', label: 'Any type' }, ...types]}
      />
      {canCreate && (
        <Button asChild size="sm" variant="primary">
          <Link href="/workloads/new">
            <Plus aria-hidden /> New workload
          </Link>
        </Button>
      )}
    </div>
  )
}

function optionsOf(
  rows: readonly ReservationRow[],
  pick: (row: ReservationRow) => readonly [string | null, string | null],
) {
  const seen = new Map<string, string>()
  for (const row of rows) {
    const [value, label] = pick(row)
    if (value && label) seen.set(value, label)
  }
  return [...seen].map(([value, label]) => ({ value, label }))
}

function Empty({ filter, onShowAll }: { filter: ReservationFilter; onShowAll: () => void }) {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <EmptyState
        title={EMPTY_GROUP[filter.group]}
        actions={<Button onClick={onShowAll}>Show all reservations</Button>}
      >
        Other states, networks or types may have some.
      </EmptyState>
    </div>
  )
}

function FirstReservation({ elsewhere, canCreate }: { elsewhere: number; canCreate: boolean }) {
  return (
    <>
      <h1 className="sr-only">Reservations</h1>
      <EmptyState
        title="No reservations yet"
        actions={
          <>
            <Button asChild variant="primary">
              <Link href="/networks">Go to networks</Link>
            </Button>
            {canCreate && (
              <Button asChild>
                <Link href="/workloads/new">New workload</Link>
              </Button>
            )}
            <Button asChild>
              <Link href="/discovery">
                Made elsewhere{elsewhere > 0 && ` (${count(elsewhere)})`}
              </Link>
            </Button>
          </>
        }
      >
        Review a network and sign it: each of its nodes gets one reservation, and you can follow
        them here. What other tools reserved with your identities is found too.
      </EmptyState>
    </>
  )
}

const EMPTY_GROUP = {
  live: 'Nothing is live here',
  attention: 'Nothing needs attention',
  expiring: 'Nothing is about to end',
  ended: 'Nothing has ended',
  all: 'No reservation matches',
} as const satisfies Record<ReservationFilter['group'], string>

function Foot({ found, total }: { found: number; total: number }) {
  const state = useLiveState()
  return (
    <footer className="flex h-9 shrink-0 items-center gap-4 border-t bg-bg px-4 text-caption text-fg-3">
      <p role="status">
        <b className="font-medium text-fg">{count(found)}</b> of {count(total)} reservations
      </p>
      <p className="ml-auto">
        {state === 'live' ? 'States change here as nodes answer' : 'Not live now'}
      </p>
    </footer>
  )
}
