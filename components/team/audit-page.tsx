import { Download } from 'lucide-react'
import Link from 'next/link'
import { Crumbs } from '@/components/shell/crumbs'
import { LiveRefresh } from '@/components/shell/live'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageBody, PageHeader } from '@/components/ui/page-header'
import type { Role } from '@/lib/schemas/fields'
import type { AuditPage as AuditRows } from '@/lib/schemas/team'
import { AuditFilters } from './audit-filters'
import { auditHref, type AuditFilter } from './audit-kinds'
import { AuditTable } from './audit-table'
import { RoleNote } from './role-note'

interface AuditPageProps {
  page: AuditRows
  filter: AuditFilter
  /** query of the same rows as a file */
  exportQuery: Record<string, string>
  people: readonly { id: string; name: string }[]
  myRole: Role
}

/** Who did what, when, by which token. */
export function AuditPage({ page, filter, exportQuery, people, myRole }: AuditPageProps) {
  const isFiltered = Object.keys(exportQuery).length > 0
  return (
    <PageBody>
      {filter.before === null && <LiveRefresh delayMs={1000} />}
      <Crumbs items={[{ label: 'Settings', href: '/settings' }, { label: 'Audit' }]} />
      <PageHeader
        title="Who did what"
        actions={
          <Button asChild>
            <a href={`/api/v1/audit/csv?${new URLSearchParams(exportQuery).toString()}`} download>
              <Download aria-hidden /> Export CSV
            </a>
          </Button>
        }
      />
      {myRole !== 'owner' && (
        <RoleNote className="mb-3">
          You are {myRole}. Sign-ins, invitations and tokens are shown to owners only.
        </RoleNote>
      )}
      <AuditFilters filter={filter} people={people} />
      <Card className="overflow-hidden">
        {page.rows.length === 0 ? (
          <EmptyState
            compact
            title={isFiltered ? 'Nothing matches' : 'Nothing has been done yet'}
            actions={
              isFiltered && (
                <Button asChild>
                  <Link href="/audit">Show everything</Link>
                </Button>
              )
            }
          >
            {isFiltered
              ? 'Other people, kinds or times may have something.'
              : 'What people and their tokens do is written here, and nobody can change it.'}
          </EmptyState>
        ) : (
          <AuditTable rows={page.rows} />
        )}
      </Card>
      <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center gap-2">
        {filter.before !== null && (
          <Button asChild>
            <Link href={auditHref({ ...filter, before: null })}>Newest</Link>
          </Button>
        )}
        {page.next !== null && (
          <Button asChild>
            <Link href={auditHref({ ...filter, before: page.next })}>Older</Link>
          </Button>
        )}
        <p className="text-caption text-fg-3">
          Rows are only ever added: the database refuses to change or delete one.
        </p>
      </nav>
    </PageBody>
  )
}
