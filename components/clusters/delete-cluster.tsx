'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '@/components/ui/api'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { plural } from '@/components/ui/format'
import { toast } from '@/components/ui/toast'
import { isLiveState } from '@/lib/protocol/states'
import type { ClusterView } from '@/lib/schemas/clusters'
import type { OperationView } from '@/lib/schemas/views'

type Deletable = Pick<ClusterView, 'id' | 'name' | 'networkName' | 'machineList' | 'hasKubeconfig'>

/** Deleting removes the VMs with their disks: the dialog says so and asks for the name. */
export function DeleteCluster({ cluster }: { cluster: Deletable }) {
  const [isOpen, setOpen] = useState(false)
  const router = useRouter()
  const remove = async (confirm: string) => {
    const operation = await api<OperationView | null | undefined>(
      'DELETE',
      `/api/v1/clusters/${cluster.id}`,
      { confirm },
    )
    if (operation?.id) return router.push(`/operations/${operation.id}`)
    toast(`Deleted ${cluster.name}`)
    router.push('/clusters')
    router.refresh()
  }
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        <Trash2 aria-hidden />
        Delete…
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={`Delete ${cluster.name}`}
        name={cluster.name}
        action="Delete cluster"
        notDone="Nothing was deleted."
        onConfirm={remove}
      >
        <p>{consequence(cluster)}</p>
      </ConfirmDialog>
    </>
  )
}

function consequence({ machineList, networkName }: Deletable): string {
  const live = machineList.filter(({ state }) => state !== null && isLiveState(state)).length
  if (live === 0) {
    return 'Nothing of it is deployed. Its design and its secret go, and this cannot be undone.'
  }
  const machines = plural(live, 'machine')
  return `${machines} will be removed from ${live === 1 ? 'its node' : 'their nodes'} with everything on ${live === 1 ? 'its disk' : 'their disks'}, and that cannot be undone. The network ${networkName} stays, and so does the design: submit it again, or delete it once more for good.`
}
