'use client'

import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { apiFile, saveFile, sentenceOf } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { plural } from '@/components/ui/format'
import { toast } from '@/components/ui/toast'
import type { FileView } from '@/lib/schemas/files'

interface MergeBarProps {
  files: readonly FileView[]
  onClear: () => void
}

/** The chosen kubeconfigs as one file, with a context for each. */
export function MergeBar({ files, onClear }: MergeBarProps) {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    try {
      const ids = files.map(({ id }) => id).join(',')
      const { blob, fileName } = await apiFile('GET', `/api/v1/files/kubeconfig?ids=${ids}`)
      saveFile(blob, fileName ?? 'kubeconfig.yaml')
      onClear()
      router.refresh()
    } catch (error) {
      toast.error(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div
      role="region"
      aria-label="Chosen kubeconfigs"
      className="sticky bottom-4 z-10 mt-4 flex flex-wrap items-center gap-2 rounded-lg border bg-surface p-2 pl-4 shadow-float"
    >
      <p className="min-w-0 flex-1 basis-48">
        {plural(files.length, 'kubeconfig')} chosen
        <span className="text-caption text-fg-3">
          {' '}
          · context {files[0]?.clusterName} will be current
        </span>
      </p>
      <Button variant="ghost" onClick={onClear}>
        Clear
      </Button>
      <Button variant="primary" busy={isBusy} onClick={() => void download()}>
        <Download aria-hidden />
        Download as one file
      </Button>
    </div>
  )
}
