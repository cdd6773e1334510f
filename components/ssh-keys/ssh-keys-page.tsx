'use client'

import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import type { SshKeyView } from '@/lib/schemas/files'
import { SshKeyTable } from './ssh-key-table'

const AddSshKey = dynamic(async () => (await import('./add-ssh-key')).AddSshKey)

interface SshKeysPageProps {
  keys: readonly SshKeyView[]
  canEdit: boolean
}

/** The keys somebody keeps for the VMs of their clusters. */
export function SshKeysPage({ keys, canEdit }: SshKeysPageProps) {
  const [isOpen, setOpen] = useState(false)
  const add = canEdit && (
    <Button variant="primary" onClick={() => setOpen(true)}>
      <Plus aria-hidden /> Add SSH key
    </Button>
  )
  return (
    <PageBody>
      {keys.length === 0 ? (
        <>
          <h1 className="sr-only">SSH keys</h1>
          <EmptyState
            title="No SSH key yet"
            actions={add}
            commands={['ssh-keygen -t ed25519', 'cat ~/.ssh/id_ed25519.pub']}
          >
            A cluster’s VMs let in whoever has one of its SSH keys. Paste the public line, or take
            the keys your GitHub account publishes.
          </EmptyState>
        </>
      ) : (
        <>
          <PageHeader title="SSH keys" actions={add} />
          <SshKeyTable keys={keys} canEdit={canEdit} />
          <p className="mt-3 text-caption text-fg-3">
            These are yours alone. Removing one changes nothing on machines that have it already.
          </p>
        </>
      )}
      {isOpen && <AddSshKey known={keys} onClose={() => setOpen(false)} />}
    </PageBody>
  )
}
