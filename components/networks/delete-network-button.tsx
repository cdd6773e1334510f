'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { NetworkView } from '@/lib/schemas/views'
import { DeleteNetworkDialog } from './delete-network-dialog'

type Deletable = Pick<NetworkView, 'id' | 'name' | 'deployed' | 'design'>

export function DeleteNetworkButton({ network }: { network: Deletable }) {
  const [isOpen, setOpen] = useState(false)
  const { id, name, deployed, design } = network
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden />
        Delete network…
      </Button>
      <DeleteNetworkDialog
        network={{ id, name, deployed, design }}
        open={isOpen}
        onOpenChange={setOpen}
      />
    </>
  )
}
