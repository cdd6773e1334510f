'use client'

import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { useDesigner } from './store/context'

/** What a person must know before going on: somebody else saved, or an operation is on its way. */
export function DesignerBanners({ onReload }: { onReload: () => void }) {
  const save = useDesigner((state) => state.save)
  const operationId = useDesigner((state) => state.server.operationId)
  return (
    <>
      {save.phase === 'stale' && (
        <Banner
          tone="failed"
          actions={
            <Button size="sm" onClick={onReload}>
              Load the newer design
            </Button>
          }
        >
          <strong className="font-medium">Your last changes were not saved.</strong> {save.message}
        </Banner>
      )}
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
