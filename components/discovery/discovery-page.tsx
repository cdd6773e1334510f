'use client'

import { ScanSearch } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { ReservationTabs } from '@/components/reservations/reservation-tabs'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { count, plural } from '@/components/ui/format'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import type { DiscoveryView, FoundView } from '@/lib/schemas/discovery'
import { foundIdentities, whyNotAdopt } from './found-look'
import { FoundTable } from './found-table'
import { ScanRows } from './scan-rows'
import { useDiscovery } from './use-discovery'

interface DiscoveryPageProps {
  view: DiscoveryView
  /** ended ones are in the view */
  withEnded: boolean
  canOperate: boolean
}

/** Reservations made elsewhere with our identities: find them, look at them, adopt them. */
export function DiscoveryPage({ view: loaded, withEnded, canOperate }: DiscoveryPageProps) {
  const { view, scanning, failure, scan, cancel, adopt } = useDiscovery(loaded, withEnded)
  const [identity, setIdentity] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(
    () => view.found.filter((row) => identity === '' || row.identityId === identity),
    [view.found, identity],
  )
  const selected = useMemo(() => selectable(rows, chosen), [rows, chosen])
  const select = (ids: readonly string[], isOn: boolean) =>
    setChosen((old) => {
      const next = new Set(old)
      for (const id of ids)
        if (isOn) next.add(id)
        else next.delete(id)
      return next
    })
  const open = view.found.filter(({ state }) => state !== 'ended').length
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Reservations made elsewhere</h1>
      <div className="flex min-h-13 shrink-0 flex-wrap items-end gap-x-4 border-b">
        <ReservationTabs active="elsewhere" elsewhere={open} />
        <div className="flex flex-wrap items-center gap-2 px-4 py-2 md:ml-auto">
          <Filters view={view} identity={identity} onIdentity={setIdentity} withEnded={withEnded} />
          {canOperate && view.identities > 0 && (
            <Button size="sm" busy={scanning} onClick={() => void scan(false)}>
              <ScanSearch aria-hidden /> Scan now
            </Button>
          )}
        </div>
      </div>
      {failure && <Banner tone="failed">{failure}</Banner>}
      <ScanRows
        scans={view.scans}
        canScan={canOperate}
        onCancel={(gridId) => void cancel(gridId)}
      />
      {rows.length === 0 ? (
        <Nothing
          view={view}
          canOperate={canOperate}
          scanning={scanning}
          onScan={() => void scan(true)}
        />
      ) : (
        <FoundTable rows={rows} selected={selected} canAdopt={canOperate} onSelect={select} />
      )}
      <Foot
        total={rows.length}
        selected={selected.size}
        canOperate={canOperate}
        onAdopt={() => void adopt([...selected])}
      />
    </div>
  )
}

function selectable(rows: readonly FoundView[], chosen: ReadonlySet<string>): Set<string> {
  return new Set(
    rows.filter((row) => chosen.has(row.id) && whyNotAdopt(row) === null).map(({ id }) => id),
  )
}

interface FiltersProps {
  view: DiscoveryView
  identity: string
  onIdentity: (id: string) => void
  withEnded: boolean
}

function Filters({ view, identity, onIdentity, withEnded }: FiltersProps) {
  const router = useRouter()
  const identities = foundIdentities(view.found)
  return (
    <>
      {identities.length > 1 && (
        <Select
          aria-label="Identity"
          selectSize="sm"
          value={identity}
          onValueChange={onIdentity}
          options={[{ value: '', label: 'Any identity' }, ...identities]}
        />
      )}
      {(view.ended > 0 || withEnded) && (
        <label className="flex items-center gap-2 text-caption text-fg-2">
          <Switch
            checked={withEnded}
            aria-label="Show ended ones"
            onCheckedChange={(isOn) =>
              router.replace(isOn ? '/discovery?ended=true' : '/discovery')
            }
          />
          Show {count(view.ended)} ended
        </label>
      )}
    </>
  )
}

interface NothingProps {
  view: DiscoveryView
  canOperate: boolean
  scanning: boolean
  onScan: () => void
}

function Nothing({ view, canOperate, scanning, onScan }: NothingProps) {
  if (view.identities === 0)
    return (
      <Empty
        title="No identity to look for"
        action={<Link href="/identities">Go to identities</Link>}
      >
        Import the user.seed of another tool: what it reserved is found by that identity.
      </Empty>
    )
  const wasRead = view.scans.some(({ finishedAt }) => finishedAt !== null)
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <EmptyState
        title={wasRead ? 'Nothing was made elsewhere' : 'Not looked yet'}
        actions={
          canOperate && (
            <Button variant="primary" busy={scanning} onClick={onScan}>
              {wasRead ? 'Read everything again' : 'Scan now'}
            </Button>
          )
        }
      >
        {wasRead
          ? 'Every live reservation of your identities is in your own list, or there is none. New ones are looked for every ten minutes.'
          : 'A scan finds reservations that tfuser or another cockpit made with one of your identities.'}
      </EmptyState>
    </div>
  )
}

function Empty({
  title,
  action,
  children,
}: {
  title: string
  action: React.ReactNode
  children: React.ReactNode
}) {
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <EmptyState
        title={title}
        actions={
          <Button asChild variant="primary">
            {action}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </div>
  )
}

interface FootProps {
  total: number
  selected: number
  canOperate: boolean
  onAdopt: () => void
}

function Foot({ total, selected, canOperate, onAdopt }: FootProps) {
  return (
    <footer className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t bg-bg px-4 py-1.5 text-caption text-fg-3">
      <p role="status">
        {selected > 0
          ? `${count(selected)} of ${count(total)} chosen`
          : plural(total, 'reservation')}
      </p>
      {selected > 0 && canOperate ? (
        <>
          <p className="max-md:hidden">They are followed here from then on, and can be deleted.</p>
          <Button variant="primary" size="sm" className="ml-auto" onClick={onAdopt}>
            Adopt {plural(selected, 'reservation')}
          </Button>
        </>
      ) : (
        <p className="ml-auto">Adopted ones move to your own list</p>
      )}
    </footer>
  )
}
