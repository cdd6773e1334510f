import type { Role } from '@/lib/schemas/fields'

/** Who may use an entry: anybody, whoever speaks the explorer's own protocol, or people from a role upwards. */
export type Access = 'public' | 'explorer' | Role

/**
 * Every entry of the app. Routes are `METHOD /path/[param]` in Next's own spelling, pages `PAGE /path`, layouts that
 * load data `LAYOUT /(group)`. An entry without a row is refused at run time and fails a test.
 */
export const ACCESS = {
  // the REST API
  'GET /api/v1/health': 'public',
  'GET /api/v1/ready': 'public',
  'POST /api/v1/setup': 'public',
  'GET /api/v1/me': 'viewer',
  'GET /api/v1/openapi.json': 'viewer',
  'GET /api/v1/overview': 'viewer',
  'GET /api/v1/grids': 'viewer',
  'POST /api/v1/grids': 'owner',
  'DELETE /api/v1/grids/[id]': 'owner',
  'POST /api/v1/grids/[id]/check': 'operator',
  'GET /api/v1/farms': 'viewer',
  'GET /api/v1/farms/[gridId]/[farmId]': 'viewer',
  'GET /api/v1/nodes': 'viewer',
  'GET /api/v1/nodes.csv': 'viewer',
  'GET /api/v1/nodes/[gridId]/[nodeId]': 'viewer',
  'GET /api/v1/nodes/[gridId]/[nodeId]/history': 'viewer',
  'GET /api/v1/saved-searches': 'viewer',
  'POST /api/v1/saved-searches': 'viewer',
  'PATCH /api/v1/saved-searches/[id]': 'viewer',
  'DELETE /api/v1/saved-searches/[id]': 'viewer',
  'GET /api/v1/identities': 'viewer',
  'POST /api/v1/identities': 'operator',
  'POST /api/v1/identities/import': 'operator',
  'PATCH /api/v1/identities/[id]': 'operator',
  'DELETE /api/v1/identities/[id]': 'operator',
  'POST /api/v1/identities/[id]/export': 'operator',
  'GET /api/v1/networks': 'viewer',
  'POST /api/v1/networks': 'designer',
  'POST /api/v1/networks/import': 'designer',
  'GET /api/v1/networks/[id]': 'viewer',
  'PUT /api/v1/networks/[id]': 'designer',
  'DELETE /api/v1/networks/[id]': 'operator',
  'GET /api/v1/networks/[id]/plan': 'designer',
  'POST /api/v1/networks/[id]/apply': 'operator',
  'GET /api/v1/networks/[id]/devices': 'viewer',
  'POST /api/v1/networks/[id]/devices': 'designer',
  'DELETE /api/v1/networks/[id]/devices/[deviceId]': 'designer',
  'GET /api/v1/networks/[id]/network.json': 'viewer',
  'GET /api/v1/networks/[id]/dot': 'viewer',
  'GET /api/v1/devices/[id]/wg.conf': 'operator',
  'GET /api/v1/clusters': 'viewer',
  'POST /api/v1/clusters': 'designer',
  'GET /api/v1/clusters/[id]': 'viewer',
  'PUT /api/v1/clusters/[id]': 'designer',
  'DELETE /api/v1/clusters/[id]': 'operator',
  'GET /api/v1/clusters/[id]/plan': 'designer',
  'POST /api/v1/clusters/[id]/apply': 'operator',
  'GET /api/v1/operations': 'viewer',
  'GET /api/v1/operations/[id]': 'viewer',
  'GET /api/v1/reservations': 'viewer',
  'GET /api/v1/reservations/[id]': 'viewer',
  'DELETE /api/v1/reservations/[id]': 'operator',
  'GET /api/v1/events': 'viewer',
  'GET /api/v1/discovery': 'viewer',
  'POST /api/v1/discovery/scan': 'operator',
  'DELETE /api/v1/discovery/scan': 'operator',
  'POST /api/v1/discovery/adopt': 'operator',
  'POST /api/v1/workloads/plan': 'designer',
  'POST /api/v1/workloads': 'operator',
  'POST /api/v1/tools/plan-peers': 'viewer',

  // a cluster from five answers
  'POST /api/v1/quick-start/plan': 'designer',
  'POST /api/v1/quick-start/draft': 'designer',
  'POST /api/v1/quick-start': 'operator',

  // people, invitations, tokens, sessions, who did what
  'GET /api/v1/users': 'viewer',
  'PATCH /api/v1/users/[id]': 'owner',
  'POST /api/v1/users/[id]/new-password': 'owner',
  'DELETE /api/v1/users/[id]/sessions': 'owner',
  'POST /api/v1/users/me/password': 'viewer',
  'GET /api/v1/invitations': 'owner',
  'POST /api/v1/invitations': 'owner',
  'POST /api/v1/invitations/[id]/reissue': 'owner',
  'DELETE /api/v1/invitations/[id]': 'owner',
  'POST /api/v1/invitations/check': 'public',
  'POST /api/v1/invitations/accept': 'public',
  'GET /api/v1/tokens': 'viewer',
  'POST /api/v1/tokens': 'viewer',
  'DELETE /api/v1/tokens/[id]': 'viewer',
  'GET /api/v1/sessions': 'viewer',
  'DELETE /api/v1/sessions': 'viewer',
  'DELETE /api/v1/sessions/[id]': 'viewer',
  'GET /api/v1/audit': 'operator',
  'GET /api/v1/audit/csv': 'operator',

  // the auth library's own handler, cut down to the paths in auth/handler.ts
  'GET /api/auth/[...all]': 'public',
  'POST /api/auth/[...all]': 'public',

  // the embedded explorer: it checks signatures itself, as its protocol says
  'GET /explorer/[[...path]]': 'explorer',
  'HEAD /explorer/[[...path]]': 'explorer',
  'OPTIONS /explorer/[[...path]]': 'explorer',
  'POST /explorer/[[...path]]': 'explorer',
  'PUT /explorer/[[...path]]': 'explorer',
  'PATCH /explorer/[[...path]]': 'explorer',
  'DELETE /explorer/[[...path]]': 'explorer',

  // pages
  'PAGE /': 'viewer',
  'PAGE /nodes': 'viewer',
  'PAGE /nodes/[gridId]/[nodeId]': 'viewer',
  'PAGE /farms': 'viewer',
  'PAGE /farms/[gridId]/[farmId]': 'viewer',
  'PAGE /networks': 'viewer',
  'PAGE /networks/[id]': 'viewer',
  'PAGE /networks/[id]/review': 'designer',
  'PAGE /networks/[id]/files': 'viewer',
  'PAGE /operations/[id]': 'viewer',
  'PAGE /quick-start': 'viewer',
  'PAGE /reservations': 'viewer',
  'PAGE /reservations/[id]': 'viewer',
  'PAGE /discovery': 'viewer',
  'PAGE /workloads/new': 'designer',
  'PAGE /identities': 'viewer',
  'PAGE /settings': 'viewer',
  'PAGE /settings/api': 'viewer',
  'PAGE /settings/team': 'viewer',
  'PAGE /settings/tokens': 'viewer',
  'PAGE /settings/sessions': 'viewer',
  'PAGE /settings/about': 'viewer',
  'PAGE /audit': 'operator',
  'PAGE /join': 'public',
  'PAGE /setup': 'public',
  'PAGE /sign-in': 'public',
  'PAGE /_not-found': 'public',
  'PAGE /_global-error': 'public',
  'LAYOUT /': 'public',
  'LAYOUT /(cockpit)': 'viewer',
} as const satisfies Record<string, Access>

export type Entry = keyof typeof ACCESS
export type PageEntry = Extract<Entry, `PAGE ${string}` | `LAYOUT ${string}`>
export type RouteEntry = Exclude<Entry, PageEntry>

/** What COCKPIT_API_TOKEN may do beyond its operator role: set up grids. */
export const TOKEN_MAY: ReadonlySet<Entry> = new Set([
  'POST /api/v1/grids',
  'DELETE /api/v1/grids/[id]',
])
/** What no token may do, whatever its role: take a seed out, make tokens, invite or change people, end sessions. */
export const TOKEN_MAY_NOT: ReadonlySet<Entry> = new Set([
  'POST /api/v1/identities/[id]/export',
  'PATCH /api/v1/users/[id]',
  'POST /api/v1/users/[id]/new-password',
  'DELETE /api/v1/users/[id]/sessions',
  'POST /api/v1/users/me/password',
  'POST /api/v1/invitations',
  'POST /api/v1/invitations/[id]/reissue',
  'DELETE /api/v1/invitations/[id]',
  'POST /api/v1/tokens',
  'DELETE /api/v1/tokens/[id]',
  'DELETE /api/v1/sessions',
  'DELETE /api/v1/sessions/[id]',
])

/** Files in public/ and from metadata conventions: served to anybody, hold nothing. */
export const STATIC_ASSETS: readonly string[] = [
  '/favicon.ico',
  '/icon.svg',
  '/apple-icon.png',
  '/robots.txt',
  '/manifest.webmanifest',
]
