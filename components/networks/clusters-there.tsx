'use client'

import { useEffect, useState } from 'react'
import { api } from '@/components/ui/api'
import { Note } from '@/components/ui/banner'
import type { ClusterSummary } from '@/lib/schemas/clusters'
import { clusterWords } from './cluster-words'

/** Clusters that go with the network; asked for when the dialog opens. */
export function ClustersThere({ networkId, isLive }: { networkId: string; isLive: boolean }) {
  const [clusters, setClusters] = useState<readonly ClusterSummary[]>([])
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    api<ClusterSummary[]>('GET', '/api/v1/clusters', undefined, { signal })
      .then((all) => setClusters(all.filter((cluster) => cluster.networkId === networkId)))
      // The server deletes them first in any case; only this sentence is missing then.
      .catch(() => undefined)
    return () => controller.abort()
  }, [networkId])
  const sentences = clusters.map((cluster) => clusterWords(cluster, isLive)).filter(Boolean)
  if (sentences.length === 0) return null
  return (
    <Note className="mt-3">
      {sentences.map((sentence) => (
        <span key={sentence} className="block">
          {sentence}
        </span>
      ))}
    </Note>
  )
}
