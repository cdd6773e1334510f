import type { Metadata } from 'next'
import { AuthFrame } from '@/components/auth/auth-frame'
import { JoinForm } from '@/components/auth/join-form'
import { visitor } from '@/lib/server/access/page'

export const metadata: Metadata = { title: 'Join the team' }

export default async function JoinPage() {
  const actor = await visitor()
  return (
    <AuthFrame
      title="Join the team"
      intro={
        actor && `You are signed in here as ${actor.name}. Taking up the link signs you in anew.`
      }
    >
      <JoinForm />
    </AuthFrame>
  )
}
