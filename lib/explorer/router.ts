import type { Endpoint } from './endpoint'

/** What a path means. */
export type RouteMatch =
  | { kind: 'endpoint'; endpoint: Endpoint; params: Readonly<Record<string, string>> }
  | { kind: 'other-method' }
  | { kind: 'unknown' }

function matchPath(pattern: string, segments: readonly string[]): Record<string, string> | null {
  const wanted = pattern.split('/').slice(1)
  if (wanted.length !== segments.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const segment = segments[index] ?? ''
    if (!part.startsWith('{')) {
      if (part !== segment) return null
    } else {
      if (segment === '') return null
      params[part.slice(1, -1)] = segment
    }
  }
  return params
}

/**
 * Finds the endpoint of a request.
 *
 * @param path below the base path, percent-encoded
 * @throws URIError when the percent-encoding is broken
 */
export function matchRoute(
  endpoints: readonly Endpoint[],
  method: string,
  path: string,
): RouteMatch {
  const segments = path.split('/').slice(1).map(decodeURIComponent)
  let isPathKnown = false
  for (const endpoint of endpoints) {
    const params = matchPath(endpoint.path, segments)
    if (params === null) continue
    if (endpoint.method === method) return { kind: 'endpoint', endpoint, params }
    isPathKnown = true
  }
  return { kind: isPathKnown ? 'other-method' : 'unknown' }
}
