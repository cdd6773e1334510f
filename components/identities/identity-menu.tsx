'use client'

import { Download, Ellipsis, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { api } from '@/components/ui/api'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { plural } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu'
import type { IdentityView } from '@/lib/schemas/views'
import { ExportIdentity } from './export-identity'

export function IdentityMenu({ identity }: { identity: IdentityView }) {
  const router = useRouter()
  const [open, setOpen] = useState<'export' | 'delete' | null>(null)
  const live = identity.liveReservations
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`Actions for ${identity.name}`} tooltip={false}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen('export')}>
          <Download aria-hidden /> Export user.seed
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen('delete')}>
          <Trash2 aria-hidden /> Delete identity
        </MenuItem>
      </Menu>
      <ExportIdentity
        identity={identity}
        open={open === 'export'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'export' : null)}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'delete' : null)}
        title={`Delete ${identity.name}`}
        name={identity.name}
        action="Delete identity"
        notDone="The identity is still here."
        onConfirm={async () => {
          await api('DELETE', `/api/v1/identities/${identity.id}`)
          router.refresh()
        }}
      >
        The seed is erased from this server. Without an exported{' '}
        <code className="mono">user.seed</code> nobody can sign or delete with this identity again.
        {live > 0 &&
          ` ${plural(live, 'reservation')} of it ${live === 1 ? 'is' : 'are'} still live: delete them first.`}
      </ConfirmDialog>
    </>
  )
}
