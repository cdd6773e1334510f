'use client'

import { useRouter } from 'next/navigation'
import { api } from '@/components/ui/api'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { plural } from '@/components/ui/format'
import { toast } from '@/components/ui/toast'
import { isLiveState } from '@/lib/protocol/states'
import type { NetworkView, OperationView } from '@/lib/schemas/views'
import { ClustersThere } from './clusters-there'

interface DeleteNetworkDialogProps {
  network: Pick<NetworkView, 'id' | 'name' | 'deployed' | 'design'>
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Deleting a live network cuts it: the dialog says what goes and asks for its name. */
export function DeleteNetworkDialog({ network, open, onOpenChange }: DeleteNetworkDialogProps) {
  const router = useRouter()
  const live = Object.values(network.deployed).filter(({ state }) => isLiveState(state)).length
  const remove = async (confirm: string) => {
    const operation = await api<OperationView | null | undefined>(
      'DELETE',
      `/api/v1/networks/${network.id}`,
      { confirm },
    )
    if (operation?.id) return router.push(`/operations/${operation.id}`)
    toast(`Deleted ${network.name}`)
    router.push('/networks')
    router.refresh()
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${network.name}`}
      name={network.name}
      action="Delete network"
      notDone="Nothing was deleted."
      onConfirm={remove}
    >
      <p>
        {live > 0
          ? `${plural(live, 'reservation')} will be removed from ${live === 1 ? 'its node' : 'their nodes'}. The tunnels stop, ${consequence(network)}, and that cannot be undone. The drawing stays in the list: submit it again, or delete it there for good.`
          : 'Nothing of it is deployed. The design and its keys go, and this cannot be undone.'}
      </p>
      <ClustersThere networkId={network.id} isLive={live > 0} />
    </ConfirmDialog>
  )
}

function consequence({ design }: Pick<NetworkView, 'design'>) {
  const { length } = design.devices
  return length === 0
    ? 'its machines lose each other'
    : `its machines and ${plural(length, 'device')} lose each other`
}
