import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthFrame } from '@/components/auth/auth-frame'
import { SetupForm } from '@/components/auth/setup-form'
import { Note } from '@/components/ui/banner'
import { visitor } from '@/lib/server/access/page'
import { hasOwner } from '@/lib/server/auth/first-start'
import { config } from '@/lib/server/config'

export const metadata: Metadata = { title: 'Create the owner' }

export default async function SetupPage() {
  if (await hasOwner()) redirect((await visitor()) ? '/' : '/sign-in')
  return (
    <AuthFrame
      title="Create the owner"
      intro="This server has no users yet. The owner adds grids and identities."
    >
      <SetupForm />
      <Note icon={<KeyRound aria-hidden />} className="mt-6">
        {config().secret ? (
          <>
            Secrets on this server are sealed with COCKPIT_SECRET. Keep a copy of it apart from the
            database.
          </>
        ) : (
          <>
            Secrets on this server are sealed with the key in <code className="mono">keys/</code> of
            its data folder. Back it up apart from the database.
          </>
        )}
      </Note>
    </AuthFrame>
  )
}
