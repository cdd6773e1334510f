import type { Metadata } from 'next'
import { AboutCard } from '@/components/settings/about-card'
import { pageActor } from '@/lib/server/access/page'
import about from '@/package.json'

export const metadata: Metadata = { title: 'About · Settings' }

export default async function Page() {
  const actor = await pageActor('PAGE /settings/about')
  return <AboutCard version={about.version} license={about.license} me={actor} />
}
