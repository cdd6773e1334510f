import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { config, proxy } from '@/proxy'

const answerTo = (path: string) => proxy(new NextRequest(`http://127.0.0.1:3000${path}`))
const policyOf = (path: string) => answerTo(path).headers.get('content-security-policy') ?? ''

describe('the security headers', () => {
  it('allow scripts by a nonce that is new every time, and nothing from elsewhere', () => {
    const nonces = [policyOf('/'), policyOf('/')].map(
      (policy) => /'nonce-([^']+)'/.exec(policy)?.[1],
    )
    expect(new Set(nonces).size).toBe(2)
    expect(policyOf('/')).not.toMatch(/https?:|script-src[^;]*unsafe|\*/)
    for (const part of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
    ])
      expect(policyOf('/nodes')).toContain(part)
  })
  it('stand on every answer', () => {
    const { headers } = answerTo('/api/v1/health')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })
  it('leave the embedded explorer alone, and only it', () => {
    const isMatched = (url: string) => unstable_doesMiddlewareMatch({ config, url })
    for (const path of ['/explorer', '/explorer/nodes', '/explorer/', '/_next/static/x.js'])
      expect(isMatched(path), path).toBe(false)
    for (const path of [
      '/',
      '/explorers',
      '/nodes',
      '/api/v1/nodes',
      '/sign-in',
      '/nodes/explorer/x',
    ])
      expect(isMatched(path), path).toBe(true)
  })
})
