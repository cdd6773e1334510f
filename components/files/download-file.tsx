'use client'

import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { apiFile, saveFile, sentenceOf } from '@/components/ui/api'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast'
import type { FileView } from '@/lib/schemas/files'

/** Downloads one file from a list. */
export function DownloadFile({ file, title }: { file: FileView; title: string }) {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const load = async () => {
    setBusy(true)
    try {
      const { blob, fileName } = await apiFile('GET', `/api/v1/files/${file.id}`)
      saveFile(blob, fileName ?? file.name)
      router.refresh()
    } catch (error) {
      toast.error(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <IconButton label={`Download ${title}`} disabled={isBusy} onClick={() => void load()}>
      <Download />
    </IconButton>
  )
}
