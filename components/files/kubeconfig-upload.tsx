'use client'

import { Upload } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button, type ButtonProps } from '@/components/ui/button'

const KubeconfigDialog = dynamic(async () => (await import('./kubeconfig-dialog')).KubeconfigDialog)

interface KubeconfigUploadProps extends Pick<ButtonProps, 'size' | 'variant'> {
  clusterId: string
  clusterName: string
  masterIp: string
  /** there is one already: the new one takes its place */
  replaces?: boolean
}

/** Uploads or pastes the k3s.yaml of a cluster's master. */
export function KubeconfigUpload({
  clusterId,
  clusterName,
  masterIp,
  replaces = false,
  ...look
}: KubeconfigUploadProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button {...look} onClick={() => setOpen(true)}>
        <Upload aria-hidden />
        {replaces ? 'Replace' : 'Upload k3s.yaml'}
      </Button>
      {isOpen && (
        <KubeconfigDialog
          clusterId={clusterId}
          clusterName={clusterName}
          masterIp={masterIp}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
