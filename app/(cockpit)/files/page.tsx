import type { Metadata } from 'next'
import { AllFilesPage } from '@/components/files/all-files-page'
import { LiveRefresh } from '@/components/shell/live'
import { filesQuerySchema } from '@/lib/schemas/files'
import { pageActor } from '@/lib/server/access/page'
import { hasRole } from '@/lib/server/auth/actor'
import { listFiles } from '@/lib/server/files/list-files'

export const metadata: Metadata = { title: 'Files' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ searchParams }: PageProps) {
  const actor = await pageActor('PAGE /files')
  const { q = '', kind } = filesQuerySchema.catch({}).parse(await searchParams)
  const files = await listFiles(actor, { q, kind })
  return (
    <>
      <LiveRefresh kinds={['file', 'network', 'cluster', 'device']} />
      <AllFilesPage
        files={files}
        filter={{ q, kind: kind ?? 'all' }}
        canRead={hasRole(actor.role, 'operator')}
      />
    </>
  )
}
