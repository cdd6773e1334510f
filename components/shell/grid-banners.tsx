'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '@/components/ui/api'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { span } from '@/components/ui/format'
import { useNow } from '@/components/ui/now'
import { LocalTime } from '@/components/ui/time'
import type { GridView } from '@/lib/schemas/views'
import type { ShellData } from './shell-data'

/** What a person must know on every page: a grid that does not answer, unsigned writes let in. */
export function ShellBanners({
  data,
}: {
  data: Pick<ShellData, 'grids' | 'explorerCompat' | 'me'>
}) {
  const canCheck = data.me.role === 'operator' || data.me.role === 'owner'
  return (
    <>
      {data.grids
        .filter((grid) => grid.state === 'down')
        .map((grid) => (
          <GridDown key={grid.id} grid={grid} canCheck={canCheck} />
        ))}
      {data.explorerCompat && (
        <Banner tone="warning">
          EXPLORER_COMPAT is on: the embedded explorer takes unsigned writes, as the original did.
          Anybody who reaches it can delete reservations. Turn it off unless you are testing
          original tools.
        </Banner>
      )}
    </>
  )
}

function GridDown({ grid, canCheck }: { grid: GridView; canCheck: boolean }) {
  const now = useNow()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const left = grid.nextCheckAt ? Date.parse(grid.nextCheckAt) - now : null
  const check = async () => {
    setBusy(true)
    // A failing check is told by the banner itself, which the refresh brings up to date.
    await api('POST', `/api/v1/grids/${grid.id}/check`).catch(() => undefined)
    router.refresh()
    setBusy(false)
  }
  return (
    <Banner
      tone="failed"
      actions={
        canCheck && (
          <Button size="mini" busy={busy} onClick={() => void check()}>
            Check now
          </Button>
        )
      }
    >
      <strong className="font-medium">The explorer of {grid.name} does not answer.</strong>{' '}
      <span className="text-fg-2">
        {grid.error ?? 'Nodes and reservations are shown as last read.'}{' '}
        {grid.checkedAt && (
          <>
            Last tried <LocalTime at={grid.checkedAt} style="time" />
            {left !== null && `, next try ${left > 0 ? `in ${span(left)}` : 'now'}`}.
          </>
        )}
      </span>
    </Banner>
  )
}
