'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api, sentenceOf } from '@/components/ui/api'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { SshKeyView } from '@/lib/schemas/files'
import { RenameSshKey } from './rename-ssh-key'

export function SshKeyMenu({ sshKey }: { sshKey: SshKeyView }) {
  const router = useRouter()
  const [isRenaming, setRenaming] = useState(false)
  const { id, name, line, source, isDefault } = sshKey
  const bring = async () => {
    const account = source.startsWith('github:') ? { account: source } : {}
    try {
      await api('POST', '/api/v1/ssh-keys', { name, line, isDefault, ...account })
      router.refresh()
    } catch (error) {
      toast.error(sentenceOf(error))
    }
  }
  const remove = async () => {
    try {
      await api('DELETE', `/api/v1/ssh-keys/${id}`)
      toast(`${name} is removed.`, { action: { label: 'Undo', onClick: () => void bring() } })
      router.refresh()
    } catch (error) {
      toast.error(sentenceOf(error))
    }
  }
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`Actions for ${name}`} tooltip={false}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setRenaming(true)}>
          <Pencil aria-hidden /> Rename
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => void remove()}>
          <Trash2 aria-hidden /> Remove key
        </MenuItem>
      </Menu>
      {isRenaming && <RenameSshKey sshKey={sshKey} onClose={() => setRenaming(false)} />}
    </>
  )
}
