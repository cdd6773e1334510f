'use client'

import { Download, FileKey2, MoreHorizontal, Table2, Trash2, Waypoints } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu'
import { Segmented } from '@/components/ui/segmented'
import { NetworkStatus } from '@/components/ui/status-dot'
import { Tag } from '@/components/ui/tag'
import { isPublicRange } from '@/lib/network/cidr'
import type { DesignerMode } from './store/types'
import { useDesigner } from './store/context'

interface DesignerHeaderProps {
  networkId: string
  saveNote: ReactNode
  onDelete: (() => void) | null
  hasModes: boolean
}

const MODES: { value: DesignerMode; label: ReactNode }[] = [
  {
    value: 'canvas',
    label: (
      <>
        <Waypoints aria-hidden />
        Canvas
      </>
    ),
  },
  {
    value: 'table',
    label: (
      <>
        <Table2 aria-hidden />
        As table
      </>
    ),
  },
]

/** What this network is, how it is kept, and what can be taken away from here. */
export function DesignerHeader({ networkId, saveNote, onDelete, hasModes }: DesignerHeaderProps) {
  const { name, range, mode: peers } = useDesigner((state) => state.design)
  const state = useDesigner((store) => store.server.state)
  const mode = useDesigner((store) => store.mode)
  const setMode = useDesigner((store) => store.setMode)
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-bg px-4 max-md:h-auto max-md:flex-wrap max-md:py-2">
      <h1 className="min-w-0 truncate text-title">{name}</h1>
      <Tag variant="outline" className="mono text-[11px]">
        {range}
      </Tag>
      {isPublicRange(range) && (
        <Tag
          className="bg-warn/10 text-fg"
          title="These addresses belong to others on the internet"
        >
          public range
        </Tag>
      )}
      <Tag className="max-sm:hidden">{peers === 'safe' ? 'safe peers' : 'tfuser peers'}</Tag>
      <NetworkStatus state={state} tint className="max-lg:hidden" />
      <div className="ml-auto flex items-center gap-2">
        {saveNote}
        {hasModes && (
          <Segmented
            label="Show as"
            value={mode}
            options={MODES}
            onValueChange={setMode}
            size="sm"
          />
        )}
        <Button asChild size="sm" className="max-xl:hidden">
          <Link href={`/networks/${networkId}/files`}>
            <FileKey2 aria-hidden />
            Devices and files
          </Link>
        </Button>
        <HeaderMenu networkId={networkId} onDelete={onDelete} />
      </div>
    </header>
  )
}

function HeaderMenu({ networkId, onDelete }: Pick<DesignerHeaderProps, 'networkId' | 'onDelete'>) {
  const base = `/api/v1/networks/${networkId}`
  return (
    <Menu
      trigger={
        <IconButton label="Export and more" tooltip={false} className="border bg-surface">
          <MoreHorizontal />
        </IconButton>
      }
    >
      <MenuLabel>Export</MenuLabel>
      <MenuItem asChild>
        <a href={`${base}/network.json`} download>
          <Download aria-hidden />
          network.json
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={`${base}/dot`} download>
          <Download aria-hidden />
          Graph as dot
        </a>
      </MenuItem>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href={`/networks/${networkId}/files`}>
          <FileKey2 aria-hidden />
          Devices and files
        </Link>
      </MenuItem>
      {onDelete && (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={onDelete}>
            <Trash2 aria-hidden />
            Delete network…
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
