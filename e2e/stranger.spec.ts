import { readFileSync } from 'node:fs'
import { expect, test } from './fixtures/test'

/** What anyone may open: the doors themselves. Everything else in the build's manifest must be shut. */
const OPEN = [
  /^\/sign-in$/,
  /^\/setup$/,
  /^\/join$/,
  /^\/api\/v1\/(health|ready)$/,
  /^\/api\/v1\/setup$/,
  /^\/api\/v1\/invitations\/(check|accept)$/,
  /^\/api\/auth\//,
  /^\/explorer(\/|$)/,
  /^\/_not-found$/,
  /^\/_global-error$/,
  /^\/(icon|apple-icon|favicon)[^/]*$/,
]

function builtPaths(): { path: string; isPage: boolean }[] {
  const manifest = JSON.parse(
    readFileSync('.next/server/app-paths-manifest.json', 'utf8'),
  ) as Record<string, string>
  return Object.keys(manifest).map((key) => ({
    isPage: key.endsWith('/page'),
    path:
      key
        .replace(/\/(page|route)$/, '')
        .replace(/\/\([^)]+\)/g, '')
        .replace(/\[\[?(\.\.\.)?\w+\]?\]/g, 'x') || '/',
  }))
}

const shut = builtPaths().filter(({ path }) => !OPEN.some((open) => open.test(path)))

test('the manifest lists what the product has', () => {
  expect(shut.length).toBeGreaterThan(30)
})

test('a stranger opens no page', async ({ cockpit }) => {
  for (const { path } of shut.filter(({ isPage }) => isPage)) {
    const answer = await fetch(cockpit.url + path, { redirect: 'manual' })
    expect(answer.status, path).toBeGreaterThanOrEqual(300)
    expect(answer.status, path).toBeLessThan(400)
    expect(answer.headers.get('location'), path).toMatch(/\/sign-in/)
  }
})

test('a stranger gets nothing from any route, whatever the method', async ({ cockpit }) => {
  for (const { path } of shut.filter(({ isPage }) => !isPage))
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await fetch(cockpit.url + path, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      expect([401, 405], `${method} ${path} answered ${answer.status}`).toContain(answer.status)
      expect((await answer.text()).length, path).toBeLessThan(500)
    }
})

test('a wrong token is a stranger', async ({ cockpit }) => {
  const answer = await fetch(`${cockpit.url}/api/v1/nodes`, {
    headers: { authorization: 'Bearer e2e-api-token-0123456789abcdeX' },
  })
  expect(answer.status).toBe(401)
})

test('a change from another origin is refused, with a valid session too', async ({
  owner,
  cockpit,
}) => {
  const cookies = await owner.context().cookies()
  const answer = await fetch(`${cockpit.url}/api/v1/identities`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: 'http://evil.example',
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    },
    body: JSON.stringify({ name: 'stolen' }),
  })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('ORIGIN_REFUSED')
})

test('every page forbids foreign scripts and frames', async ({ cockpit }) => {
  const answer = await fetch(`${cockpit.url}/sign-in`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toMatch(/script-src [^;]*'nonce-/)
  expect(policy).not.toMatch(/script-src [^;]*'unsafe-inline'/)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})
