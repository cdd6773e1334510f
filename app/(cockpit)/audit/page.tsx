import type { Metadata } from 'next'
import { AuditPage } from '@/components/team/audit-page'
import { auditApiQuery, parseAuditFilter, type AuditFilter } from '@/components/team/audit-kinds'
import { auditQuerySchema } from '@/lib/schemas/team'
import { pageActor } from '@/lib/server/access/page'
import type { Actor } from '@/lib/server/auth/actor'
import { auditPage } from '@/lib/server/events/audit'
import { listPeople } from '@/lib/server/team/people'

export const metadata: Metadata = { title: 'Audit' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ searchParams }: PageProps) {
  const actor = await pageActor('PAGE /audit')
  const filter = parseAuditFilter(await searchParams)
  return (
    <AuditPage
      key={`${filter.person} ${filter.kind} ${filter.within}`}
      {...await loadAudit(actor, filter)}
      filter={filter}
      myRole={actor.role}
    />
  )
}

async function loadAudit(actor: Actor, filter: AuditFilter) {
  const exportQuery = auditApiQuery(filter, Date.now())
  const query = auditQuerySchema.parse({ ...exportQuery, before: filter.before ?? undefined })
  const [page, people] = await Promise.all([auditPage(actor, query), listPeople(actor)])
  return { page, exportQuery, people: people.map(({ id, name }) => ({ id, name })) }
}
