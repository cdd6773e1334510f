import type { Metadata } from 'next'
import { SessionsPanel } from '@/components/team/sessions-panel'
import { pageActor } from '@/lib/server/access/page'
import { listSessions } from '@/lib/server/team/sessions'

export const metadata: Metadata = { title: 'Sessions · Settings' }

export default async function Page() {
  const actor = await pageActor('PAGE /settings/sessions')
  return <SessionsPanel sessions={await listSessions(actor)} />
}
