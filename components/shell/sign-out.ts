import { api } from '@/components/ui/api'

/** Ends the session and leaves the page for good: nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await api('POST', '/api/auth/sign-out', {})
  window.location.replace('/sign-in')
}
