'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { FileView } from '@/lib/schemas/files'

interface DeleteKubeconfigProps {
  file: FileView
  onDeleted: () => void
}

export function DeleteKubeconfig({ file, onDeleted }: DeleteKubeconfigProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" variant="danger" className="ml-auto" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden />
        Delete kubeconfig
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={`Delete ${file.name}`}
        name={file.name}
        action="Delete kubeconfig"
        notDone="The file is still here."
        onConfirm={async () => {
          await api('DELETE', `/api/v1/files/${file.id}`)
          onDeleted()
          router.refresh()
        }}
      >
        The file goes from this cockpit. The cluster runs on, and its master still has the k3s.yaml
        to upload again.
      </ConfirmDialog>
    </>
  )
}
