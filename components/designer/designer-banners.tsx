'use client'

import Link from 'next/link'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { KeepFresh } from '@/components/operations/keep-fresh'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { NetworkView } from '@/lib/schemas/views'
import { useDesigner } from './store/context'

/** What a person must know before going on: somebody else saved, or an operation is on its way. */
export function DesignerBanners({ networkId }: { networkId: string }) {
  const isStale = useDesigner((state) => state.save.phase === 'stale')
  const operationId = useDesigner((state) => state.server.operationId)
  return (
    <>
      {isStale && <StaleBanner networkId={networkId} />}
      {operationId && <KeepFresh />}
      {operationId && (
        <Banner
          tone="pending"
          actions={
            <Button asChild size="sm">
              <Link href={`/operations/${operationId}`}>Follow it</Link>
            </Button>
          }
        >
          Reservations of this network are on their way.
        </Banner>
      )}
    </>
  )
}

function StaleBanner({ networkId }: { networkId: string }) {
  const message = useDesigner((state) => state.save.message)
  const restart = useDesigner((state) => state.restart)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const load = async () => {
    setBusy(true)
    try {
      restart(await api<NetworkView>('GET', `/api/v1/networks/${networkId}`))
    } catch (cause) {
      setError(sentenceOf(cause))
      setBusy(false)
    }
  }
  return (
    <Banner
      tone="failed"
      actions={
        <Button size="sm" busy={isBusy} onClick={() => void load()}>
          Load the newer design
        </Button>
      }
    >
      <strong className="font-medium">Your last changes were not saved.</strong> {error ?? message}
    </Banner>
  )
}
