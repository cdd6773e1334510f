import Link from 'next/link'
import { Tag } from '@/components/ui/tag'
import { LocalTime, RelativeTime } from '@/components/ui/time'
import type { AuditRow } from '@/lib/schemas/team'
import { AUDIT_KINDS } from './audit-kinds'

const TH = 'h-8 px-2 text-left text-caption whitespace-nowrap text-fg-3 first:pl-4 last:pr-4'
const TD = 'px-2 py-2 align-top first:pl-4 last:pr-4 max-md:p-0!'

export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <table aria-label="Who did what" className="w-full max-md:block">
      <thead className="border-b max-md:sr-only">
        <tr>
          <th className={TH}>When</th>
          <th className={TH}>Who</th>
          <th className={TH}>What</th>
          <th className={TH}>Kind</th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ row }: { row: AuditRow }) {
  const href = hrefOf(row)
  return (
    <tr className="border-t border-border/65 first:border-t-0 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4 max-md:py-3">
      <td
        className={`${TD} whitespace-nowrap max-md:col-start-2 max-md:row-start-1 max-md:text-caption`}
      >
        <LocalTime at={row.at} style="short" className="max-md:hidden" />
        <span className="text-caption text-fg-3 md:block">
          <RelativeTime at={row.at} />
        </span>
      </td>
      <th
        scope="row"
        className={`${TD} text-left max-md:col-start-1 max-md:row-start-1 md:max-w-56`}
      >
        <span className="text-label break-words">{row.actorName}</span>
        {row.tokenId && (
          <span className="block text-caption font-normal break-words text-fg-3">
            {row.actorId && 'by token '}
            {row.tokenName ?? 'that is gone'}
          </span>
        )}
      </th>
      <td className={`${TD} break-words max-md:col-span-2`}>
        {href ? (
          <Link href={href} className="rounded-sm hover:underline">
            {row.message}
          </Link>
        ) : (
          row.message
        )}
      </td>
      <td className={`${TD} whitespace-nowrap max-md:hidden`}>
        <Tag>{AUDIT_KINDS[row.kind]?.toLowerCase() ?? row.kind}</Tag>
      </td>
    </tr>
  )
}

const PAGES: Record<string, string> = {
  network: '/networks/',
  operation: '/operations/',
  reservation: '/reservations/',
  cluster: '/clusters/',
}

/** The page of what it is about, while there is one. */
function hrefOf({ kind, subjectId, toState }: AuditRow): string | null {
  const page = PAGES[kind]
  return page && toState !== 'deleted' ? page + encodeURIComponent(subjectId) : null
}
