import type { Metadata } from 'next'
import { NewCluster } from '@/components/clusters/new-cluster'
import { pageActor } from '@/lib/server/access/page'
import { listClusters } from '@/lib/server/clusters/clusters'
import { listSshKeys } from '@/lib/server/ssh-keys/ssh-keys'
import { cockpitNetworks } from '../../cockpit-data'
import { placesOf } from '../cluster-data'

export const metadata: Metadata = { title: 'New cluster' }

interface PageProps {
  searchParams: Promise<{ network?: string | string[] }>
}

export default async function Page({ searchParams }: PageProps) {
  const actor = await pageActor('PAGE /clusters/new')
  const { network } = await searchParams
  const [networks, clusters, savedKeys] = await Promise.all([
    cockpitNetworks(),
    listClusters(actor),
    listSshKeys(actor),
  ])
  const chosen = networks.find(({ id, resources }) => id === network && resources > 0)
  return (
    <NewCluster
      networks={networks.map(({ id, name, range, state, resources, staged }) => ({
        id,
        name,
        range,
        state,
        resources,
        staged,
      }))}
      network={chosen ? await placesOf(chosen.id, null) : null}
      takenNames={clusters.map(({ name }) => name)}
      savedKeys={savedKeys}
    />
  )
}
