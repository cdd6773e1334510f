import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthFrame } from '@/components/auth/auth-frame'
import { SignInForm } from '@/components/auth/sign-in-form'
import { visitor } from '@/lib/server/access/page'
import { hasOwner } from '@/lib/server/auth/first-start'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage() {
  if (await visitor()) redirect('/')
  if (!(await hasOwner())) redirect('/setup')
  return (
    <AuthFrame title="Sign in">
      <SignInForm />
    </AuthFrame>
  )
}
