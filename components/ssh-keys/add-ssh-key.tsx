'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Segmented } from '@/components/ui/segmented'
import type { SshKeyView } from '@/lib/schemas/files'
import { GithubKeys } from './github-keys'
import { PasteKey } from './paste-key'

interface AddSshKeyProps {
  known: readonly SshKeyView[]
  onClose: () => void
}

type Way = 'paste' | 'github'

export function AddSshKey({ known, onClose }: AddSshKeyProps) {
  const [way, setWay] = useState<Way>('paste')
  return (
    <Dialog
      open
      size="md"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add SSH key"
      description="The public half only. The private one never leaves your machine."
    >
      <div className="flex flex-col gap-4">
        <Segmented
          label="Where the key comes from"
          value={way}
          onValueChange={setWay}
          className="self-start"
          options={[
            { value: 'paste', label: 'Paste' },
            { value: 'github', label: 'From GitHub' },
          ]}
        />
        {way === 'paste' ? (
          <PasteKey onDone={onClose} />
        ) : (
          <GithubKeys known={known} onDone={onClose} />
        )}
      </div>
    </Dialog>
  )
}
