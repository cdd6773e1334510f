import { isIP } from 'node:net'
import { DomainError } from '@/lib/errors/domain-error'
import { config } from '@/lib/server/config'

/**
 * The origins a page of ours can have. With COCKPIT_URL exactly that one. Without, the address we listen on under its
 * loopback names; and when we listen on every address, `http://<address>:<port>` as dialled, for addresses only: a name
 * could be anybody's that points here.
 */
export function ownOrigins(host: string | null): string[] {
  const { baseUrl, isBaseUrlGiven, host: bound, port } = config()
  const own = [new URL(baseUrl).origin]
  if (isBaseUrlGiven) return own
  own.push(...['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}:${port}`))
  const dialled = /^\[?([^\]]+?)\]?:(\d+)$/.exec(host ?? '')
  const isWildcard = bound === '0.0.0.0' || bound === '::'
  if (isWildcard && dialled && isIP(dialled[1] ?? '') && dialled[2] === String(port))
    own.push(`http://${host}`)
  return own.map((origin) => new URL(origin).origin)
}

/**
 * Refuses a change that another site's page may have sent with our cookie.
 *
 * @throws ORIGIN_REFUSED
 */
export function checkOrigin(headers: Headers): void {
  const origin = headers.get('origin')
  if (origin !== null && ownOrigins(headers.get('host')).includes(origin)) return
  throw new DomainError(
    'ORIGIN_REFUSED',
    origin === null
      ? 'A change made with a session needs the Origin header browsers send. Scripts use an API token instead.'
      : `A page of ${origin} may not change anything here. If that is this cockpit's address, set COCKPIT_URL to it.`,
  )
}
