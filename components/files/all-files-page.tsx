'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useOptimistic, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { plural } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import { Segmented } from '@/components/ui/segmented'
import type { FileKind, FileView } from '@/lib/schemas/files'
import { FileTable } from './file-table'
import { MergeBar } from './merge-bar'

const FileDialog = dynamic(async () => (await import('./file-dialog')).FileDialog)

export interface FileFilter {
  q: string
  kind: FileKind | 'all'
}

interface AllFilesPageProps {
  files: readonly FileView[]
  filter: FileFilter
  canRead: boolean
}

const KINDS = [
  { value: 'all', label: 'All' },
  { value: 'wg.conf', label: 'wg.conf' },
  { value: 'kubeconfig', label: 'kubeconfig' },
] as const

/** Every file of the team to download again. */
export function AllFilesPage({ files, filter, canRead }: AllFilesPageProps) {
  const [openId, setOpenId] = useState<string | null>(null)
  const [selected, setSelected] = useState<readonly string[]>([])
  const isFiltered = filter.q !== '' || filter.kind !== 'all'
  const open = files.find(({ id }) => id === openId)
  const chosen = files.filter(({ id }) => selected.includes(id))
  if (files.length === 0 && !isFiltered) return <NoFiles />
  return (
    <PageBody>
      <PageHeader
        title="Files"
        meta={<span className="text-caption text-fg-3">{plural(files.length, 'file')}</span>}
      />
      <FilterBar filter={filter} />
      {files.length === 0 ? (
        <p className="rounded-lg border bg-surface px-4 py-6 text-fg-2">
          No file has that in its name. Search for a part of a device, network or cluster.
        </p>
      ) : (
        <FileTable
          files={files}
          selected={selected}
          canRead={canRead}
          onOpen={setOpenId}
          onSelected={setSelected}
        />
      )}
      {chosen.length > 0 && <MergeBar files={chosen} onClear={() => setSelected([])} />}
      <p className="mt-3 text-caption text-fg-3">
        Files are sealed on this server. Whoever reveals or downloads one is on record.
      </p>
      {open && <FileDialog file={open} canRead={canRead} onClose={() => setOpenId(null)} />}
    </PageBody>
  )
}

const TYPING_MS = 250

/** Search and kind stand in the address, so that a list can be shared. */
function FilterBar({ filter }: { filter: FileFilter }) {
  const router = useRouter()
  const [q, setQ] = useState(filter.q)
  const [isPending, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const [kind, setKind] = useOptimistic(filter.kind)
  const go = (next: FileFilter) => {
    const query = new URLSearchParams({
      ...(next.q.trim() ? { q: next.q.trim() } : {}),
      ...(next.kind === 'all' ? {} : { kind: next.kind }),
    }).toString()
    startTransition(() => {
      setKind(next.kind)
      router.replace(query ? `/files?${query}` : '/files')
    })
  }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2" aria-busy={isPending}>
      <div className="relative w-72 max-w-full max-sm:w-full">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-fg-3"
        />
        <Input
          type="search"
          aria-label="Search files"
          placeholder="Device, network or cluster"
          className="pl-7"
          maxLength={100}
          value={q}
          onChange={(event) => {
            const text = event.target.value
            setQ(text)
            clearTimeout(timer.current)
            timer.current = setTimeout(() => go({ q: text, kind }), TYPING_MS)
          }}
        />
      </div>
      <Segmented
        label="Kind of file"
        value={kind}
        options={KINDS}
        onValueChange={(next) => {
          clearTimeout(timer.current)
          go({ q, kind: next })
        }}
      />
    </div>
  )
}

function NoFiles() {
  return (
    <PageBody>
      <h1 className="sr-only">Files</h1>
      <EmptyState
        title="No files yet"
        actions={
          <>
            <Button asChild variant="primary">
              <Link href="/networks">Open networks</Link>
            </Button>
            <Button asChild>
              <Link href="/clusters">Open clusters</Link>
            </Button>
          </>
        }
      >
        A device in a network gets a <code className="mono">wg.conf</code>, and a cluster keeps the
        kubeconfig you upload for it. Both stay here to download again.
      </EmptyState>
    </PageBody>
  )
}
