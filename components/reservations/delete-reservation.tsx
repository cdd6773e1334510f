'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

interface DeleteReservationProps {
  id: string
  name: string
  type: string
  nodeLabel: string
}

export function DeleteReservation({ id, name, type, nodeLabel }: DeleteReservationProps) {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden /> Delete reservation
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Delete this reservation"
        name={name}
        action="Delete reservation"
        notDone="Nothing was deleted."
        onConfirm={async () => {
          await api('DELETE', `/api/v1/reservations/${encodeURIComponent(id)}`)
          router.refresh()
        }}
      >
        {nodeLabel} removes the {type} as soon as it reads the request. This cannot be undone.
        {type === 'network' &&
          ' Everything on that node that uses the network loses its connection.'}
        {type === 'kubernetes' && ' Everything on the disk of its VM is lost.'}
      </ConfirmDialog>
    </>
  )
}
