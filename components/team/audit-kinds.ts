/** What an event can be about, in the words of the filter. */
export const AUDIT_KINDS: Readonly<Record<string, string>> = {
  network: 'Networks',
  cluster: 'Clusters',
  device: 'Devices',
  operation: 'Operations',
  reservation: 'Reservations',
  file: 'Files',
  identity: 'Identities',
  'ssh-key': 'SSH keys',
  grid: 'Grids',
  user: 'People',
  invitation: 'Invitations',
  session: 'Sign-ins',
  token: 'Tokens',
}

const HOUR_MS = 3600_000
/** How far back the page looks. */
export const AUDIT_SPANS = {
  '1h': { label: 'Last hour', ms: HOUR_MS },
  '24h': { label: 'Last 24 hours', ms: 24 * HOUR_MS },
  '7d': { label: 'Last 7 days', ms: 7 * 24 * HOUR_MS },
  '30d': { label: 'Last 30 days', ms: 30 * 24 * HOUR_MS },
} as const
export type AuditSpan = keyof typeof AUDIT_SPANS

/** What the address of the audit page asks for. */
export interface AuditFilter {
  person: string
  kind: string
  within: AuditSpan | ''
  q: string
  /** only rows with a lower id: the pages behind the first */
  before: number | null
}

const WORDS_CHARS = 100

function isSpan(text: string): text is AuditSpan {
  return Object.hasOwn(AUDIT_SPANS, text)
}

/** Reads the address; what it cannot read asks for nothing. */
export function parseAuditFilter(
  params: Readonly<Record<string, string | string[] | undefined>>,
): AuditFilter {
  const one = (name: string) => [params[name] ?? ''].flat()[0] ?? ''
  const [kind, within, before] = [one('kind'), one('within'), one('before')]
  return {
    person: one('person').slice(0, 60),
    kind: Object.hasOwn(AUDIT_KINDS, kind) ? kind : '',
    within: isSpan(within) ? within : '',
    q: one('q').trim().slice(0, WORDS_CHARS),
    before: /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null,
  }
}

/** The address for a filter. */
export function auditHref(filter: AuditFilter): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    if (value !== '' && value !== null) params.set(name, String(value))
  const text = params.toString()
  return text === '' ? '/audit' : `/audit?${text}`
}

/** The same rows from the REST API. `now` turns "last 24 hours" into an instant. */
export function auditApiQuery(filter: AuditFilter, now: number): Record<string, string> {
  const { person, kind, within, q } = filter
  const from = within === '' ? '' : new Date(now - AUDIT_SPANS[within].ms).toISOString()
  return Object.fromEntries(Object.entries({ person, kind, q, from }).filter(([, value]) => value))
}
