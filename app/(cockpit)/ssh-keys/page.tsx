import type { Metadata } from 'next'
import { LiveRefresh } from '@/components/shell/live'
import { SshKeysPage } from '@/components/ssh-keys/ssh-keys-page'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listSshKeys } from '@/lib/server/ssh-keys/ssh-keys'

export const metadata: Metadata = { title: 'SSH keys' }

export default async function Page() {
  const actor = await pageActor('PAGE /ssh-keys')
  return (
    <>
      <LiveRefresh kinds={['ssh-key']} />
      <SshKeysPage keys={await listSshKeys(actor)} canEdit={hasRole(actor.role, 'designer')} />
    </>
  )
}
