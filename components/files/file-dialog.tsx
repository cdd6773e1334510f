'use client'

import Link from 'next/link'
import { Dialog } from '@/components/ui/dialog'
import { LocalTime } from '@/components/ui/time'
import type { FileView } from '@/lib/schemas/files'
import { DeleteKubeconfig } from './delete-kubeconfig'
import { FileContent } from './file-content'
import { fileHome, fileTitle } from './file-words'

interface FileDialogProps {
  file: FileView
  canRead: boolean
  onClose: () => void
}

const LOADING = 'Loading…'

/** One file: its content behind dots, where it belongs, and what to do with it. */
export function FileDialog({ file, canRead, onClose }: FileDialogProps) {
  const title = fileTitle(file)
  const home = fileHome(file)
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={
        canRead
          ? 'Revealing or downloading it is recorded under your name.'
          : 'Its secrets stay hidden: an operator can reveal and download it.'
      }
    >
      <FileContent
        key={file.id}
        title={title}
        fileName={file.name}
        url={`/api/v1/files/${file.id}`}
        maskedUrl={`/api/v1/files/${file.id}/masked`}
        placeholder={LOADING}
        canRead={canRead}
        qrOf={file.kind === 'wg.conf' && !file.hasOwnKey ? (file.deviceName ?? 'the device') : null}
      />
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-caption text-fg-3">
        <span>
          Revision {file.revision}, made <LocalTime at={file.contentAt} />
          {file.makerName && ` by ${file.makerName}`}
        </span>
        {home && (
          <Link href={home} className="touch-target text-accent underline">
            {file.kind === 'wg.conf' ? 'How to connect with it' : 'Open the cluster'}
          </Link>
        )}
        {canRead && file.kind === 'kubeconfig' && (
          <DeleteKubeconfig file={file} onDeleted={onClose} />
        )}
      </div>
    </Dialog>
  )
}
