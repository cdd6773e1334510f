'use client'

import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import type { IdentityView } from '@/lib/schemas/views'

interface IdentityNoteProps {
  canCreate: boolean
  onCreated: () => void
}

/** Nobody can sign yet: one click changes that without leaving the page. */
export function IdentityNote({ canCreate, onCreated }: IdentityNoteProps) {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const create = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await api<IdentityView>('POST', '/api/v1/identities', { name: 'default' })
      onCreated()
    } catch (error) {
      setFailure(sentenceOf(error))
    }
    setBusy(false)
  }
  return (
    <Banner
      inset
      tone="warning"
      actions={
        canCreate && (
          <Button size="sm" busy={isBusy} onClick={() => void create()}>
            Create identity “default”
          </Button>
        )
      }
    >
      {failure ??
        (canCreate
          ? 'You have no identity to sign with yet. Building makes one named “default”; or create it now.'
          : 'There is no identity to sign with yet. An operator of the team can create one.')}
    </Banner>
  )
}
