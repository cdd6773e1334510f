import type { Metadata } from 'next'
import { TokensPanel } from '@/components/team/tokens-panel'
import { pageActor } from '@/lib/server/access/page'
import { listTokens } from '@/lib/server/tokens/tokens'

export const metadata: Metadata = { title: 'Tokens · Settings' }

export default async function Page() {
  const actor = await pageActor('PAGE /settings/tokens')
  return <TokensPanel tokens={await listTokens(actor)} myRole={actor.role} />
}
