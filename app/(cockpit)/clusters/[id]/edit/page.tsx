import type { Metadata } from 'next'
import { EditMachines } from '@/components/clusters/edit-machines'
import { pageActor } from '@/lib/server/access/page'
import { getCluster } from '@/lib/server/clusters/clusters'
import { listSshKeys } from '@/lib/server/ssh-keys/ssh-keys'
import { orNotFound } from '../../../networks/[id]/network-data'
import { placesOf } from '../../cluster-data'

export const metadata: Metadata = { title: 'Edit machines' }

interface PageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<{ add?: string | string[] }>
}

export default async function Page({ params, searchParams }: PageProps) {
  const actor = await pageActor('PAGE /clusters/[id]/edit')
  const [{ id }, { add }] = await Promise.all([params, searchParams])
  const cluster = await orNotFound(getCluster(actor, id))
  const [network, savedKeys] = await Promise.all([
    placesOf(cluster.networkId, id),
    listSshKeys(actor),
  ])
  return (
    <EditMachines
      cluster={cluster}
      network={network}
      savedKeys={savedKeys}
      addsWorker={add === 'worker'}
    />
  )
}
