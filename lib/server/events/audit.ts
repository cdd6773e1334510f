import type { AuditPage, AuditQuery, AuditRow } from '@/lib/schemas/team'
import { ENVIRONMENT_TOKEN, requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import type { Event } from '@/lib/server/db/generated/client'
import { visibleTo } from './queries'

/** Rows of one export, and how many are read at a time for it. */
const EXPORT_ROWS = 50_000
const EXPORT_CHUNK = 1_000

type Filter = Pick<AuditQuery, 'person' | 'kind' | 'from' | 'to' | 'q'>

/** A word as people may have written it: databases differ in whether case matters to them. */
function spellings(word: string): string[] {
  const lower = word.toLowerCase()
  return [...new Set([word, lower, lower.charAt(0).toUpperCase() + lower.slice(1)])]
}

function hasWord(word: string) {
  return {
    OR: spellings(word).flatMap((contains) => [
      { message: { contains } },
      { actorName: { contains } },
    ]),
  }
}

function whoWhere(person: string | undefined) {
  if (person === undefined) return { actorName: { not: null } }
  if (person === ENVIRONMENT_TOKEN) return { tokenId: ENVIRONMENT_TOKEN }
  return { actorId: person, actorName: { not: null } }
}

function whereOf(actor: Actor, { person, kind, from, to, q }: Filter) {
  const at = { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) }
  return {
    ...visibleTo(actor),
    ...whoWhere(person),
    ...(kind ? { kind } : {}),
    ...(from || to ? { at } : {}),
    AND: (q ?? '').split(/\s+/).filter(Boolean).map(hasWord),
  }
}

async function toRows(events: readonly Event[]): Promise<AuditRow[]> {
  const ids = [...new Set(events.flatMap((event) => event.tokenId ?? []))]
  const tokens = ids.length
    ? await db().apiToken.findMany({
        where: { id: { in: ids } },
        select: { id: true, name: true },
      })
    : []
  const names = new Map(tokens.map((token) => [token.id, token.name]))
  names.set(ENVIRONMENT_TOKEN, 'COCKPIT_API_TOKEN')
  return events.map((event) => ({
    id: event.id,
    at: event.at.toISOString(),
    kind: event.kind,
    subjectId: event.subjectId,
    networkId: event.networkId,
    clusterId: event.clusterId,
    toState: event.toState,
    message: event.message,
    actorId: event.actorId,
    actorName: event.actorName ?? '',
    tokenId: event.tokenId,
    tokenName: event.tokenId === null ? null : (names.get(event.tokenId) ?? null),
  }))
}

/** Who did what, newest first: an operator sees what operators may read, an owner everything. */
export async function auditPage(actor: Actor, query: AuditQuery): Promise<AuditPage> {
  requireRole(actor, 'operator')
  const { before, limit } = query
  const where = { ...whereOf(actor, query), ...(before ? { id: { lt: before } } : {}) }
  const found = await db().event.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 })
  const shown = found.slice(0, limit)
  const next = found.length > limit ? (shown.at(-1)?.id ?? null) : null
  return { rows: await toRows(shown), next }
}

/** A cell of a CSV file; spreadsheets take a leading sign for a formula, so it gets a quote before it. */
function cell(value: string | number | null): string {
  const text = String(value ?? '')
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const COLUMNS = ['id', 'at', 'person', 'token', 'kind', 'subject', 'message'] as const

function line(row: AuditRow): string {
  const { id, at, actorName, tokenName, kind, subjectId, message } = row
  return [id, at, actorName, tokenName, kind, subjectId, message].map(cell).join(',')
}

/** The same rows as a CSV file, the newest 50 000 of them. */
export async function auditCsv(actor: Actor, filter: Filter): Promise<string> {
  const lines: string[] = [COLUMNS.join(',')]
  let before: number | undefined
  do {
    const page = await auditPage(actor, { ...filter, before, limit: EXPORT_CHUNK })
    lines.push(...page.rows.map(line))
    before = page.next ?? undefined
  } while (before !== undefined && lines.length <= EXPORT_ROWS)
  return `${lines.join('\r\n')}\r\n`
}
