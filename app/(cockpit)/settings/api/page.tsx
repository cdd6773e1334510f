import type { Metadata } from 'next'
import { ApiCard } from '@/components/settings/api-card'
import { pageActor } from '@/lib/server/access/page'
import { config } from '@/lib/server/config'

export const metadata: Metadata = { title: 'API · Settings' }

export default async function Page() {
  await pageActor('PAGE /settings/api')
  const { apiToken, baseUrl } = config()
  return <ApiCard baseUrl={baseUrl} hasToken={apiToken !== undefined} />
}
