'use client'

import { FileKey, Network } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { plural } from '@/components/ui/format'
import { StatusDot } from '@/components/ui/status-dot'
import { RelativeTime } from '@/components/ui/time'
import type { FileView } from '@/lib/schemas/files'
import { DownloadFile } from './download-file'
import { fileTitle } from './file-words'

interface FileTableProps {
  files: readonly FileView[]
  /** ids of kubeconfigs to merge */
  selected: readonly string[]
  canRead: boolean
  onOpen: (id: string) => void
  onSelected: (ids: string[]) => void
}

/** Rows drawn at once. */
const PAGE = 100

const TH = 'h-8 px-2 text-caption whitespace-nowrap text-fg-3 first:pl-4 last:pr-4'
const TD = 'h-11 px-2 whitespace-nowrap first:pl-4 last:pr-4 max-md:h-auto max-md:p-0!'

export function FileTable({ files, selected, canRead, onOpen, onSelected }: FileTableProps) {
  const [most, setMost] = useState(PAGE)
  const toggle = (id: string, isOn: boolean) =>
    onSelected(isOn ? [...selected, id] : selected.filter((other) => other !== id))
  return (
    <div className="overflow-x-auto rounded-lg border bg-surface">
      <table className="w-full max-md:block">
        <caption className="sr-only">Files</caption>
        <thead className="border-b max-md:sr-only">
          <tr>
            {canRead && (
              <th className={`${TH} w-8`}>
                <span className="sr-only">Merge</span>
              </th>
            )}
            <th className={TH}>Name</th>
            <th className={TH}>For</th>
            <th className={TH}>Network</th>
            <th className={`${TH} text-right`}>Revision</th>
            <th className={TH}>Made</th>
            <th className={TH}>Downloads</th>
            <th className={TH}>
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {files.slice(0, most).map((file) => (
            <Row
              key={file.id}
              file={file}
              isSelected={selected.includes(file.id)}
              canRead={canRead}
              onOpen={() => onOpen(file.id)}
              onToggle={(isOn) => toggle(file.id, isOn)}
            />
          ))}
        </tbody>
      </table>
      {files.length > most && (
        <div className="border-t p-2 text-center">
          <Button variant="ghost" onClick={() => setMost(most + PAGE)}>
            Show {Math.min(PAGE, files.length - most)} more of {files.length}
          </Button>
        </div>
      )}
    </div>
  )
}

interface RowProps {
  file: FileView
  isSelected: boolean
  canRead: boolean
  onOpen: () => void
  onToggle: (isOn: boolean) => void
}

function Row({ file, isSelected, canRead, onOpen, onToggle }: RowProps) {
  const isKube = file.kind === 'kubeconfig'
  const Icon = isKube ? FileKey : Network
  const title = fileTitle(file)
  const owner = file.deviceName ?? file.clusterName ?? 'deleted'
  return (
    <tr className="border-t border-border/65 transition-colors first:border-t-0 hover:bg-hover max-md:grid max-md:grid-cols-[auto_minmax(0,1fr)_auto] max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-3">
      {canRead && (
        <td className={`${TD} ${isKube ? '' : 'max-md:hidden'}`}>
          {isKube && (
            <Checkbox
              checked={isSelected}
              aria-label={`Merge ${title}`}
              onCheckedChange={onToggle}
            />
          )}
        </td>
      )}
      <th scope="row" className={`${TD} ${isKube && canRead ? '' : 'max-md:col-span-2'}`}>
        <button
          type="button"
          onClick={onOpen}
          aria-label={`Show ${title}`}
          className="touch-target inline-flex items-center gap-2 rounded-sm align-middle text-label hover:underline"
        >
          <Icon aria-hidden strokeWidth={1.5} className="size-4 text-fg-3" />
          <span className="mono">{file.name}</span>
        </button>
      </th>
      <td className={`${TD} max-w-60 truncate max-md:hidden`}>{owner}</td>
      <td className={`${TD} text-fg-2 max-md:hidden`}>{file.networkName}</td>
      <td className={`${TD} text-right text-fg-2 tabular-nums max-md:hidden`}>{file.revision}</td>
      <td className={`${TD} text-fg-3 max-md:hidden`}>
        <RelativeTime at={file.contentAt} />
      </td>
      <td className={`${TD} max-md:order-1 max-md:col-span-3 max-md:truncate max-md:text-caption`}>
        <span className="md:hidden">{owner} · </span>
        <Downloads file={file} />
      </td>
      <td className={`${TD} text-right`}>
        {canRead && <DownloadFile file={file} title={title} />}
        {!canRead && (
          <Button size="sm" variant="ghost" onClick={onOpen} aria-label={`Show ${title} masked`}>
            Show
          </Button>
        )}
      </td>
    </tr>
  )
}

function Downloads({ file }: { file: FileView }) {
  if (file.changedSince) return <StatusDot tone="warning" word="New since you downloaded it" />
  if (file.downloads === 0)
    return (
      <span className="text-fg-3">
        not <span className="md:hidden">downloaded </span>yet
      </span>
    )
  return (
    <span className="text-fg-2">
      <span className="md:hidden">downloaded </span>
      {plural(file.downloads, 'time')}
      {file.lastDownloadAt && (
        <span className="text-fg-3">
          , last <RelativeTime at={file.lastDownloadAt} />
        </span>
      )}
    </span>
  )
}
