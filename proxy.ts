import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy, SECURITY_HEADERS } from '@/lib/server/http/security-headers'

/** Gives every answer of the cockpit its security headers; pages get a fresh nonce for their scripts. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === 'development')
  const headers = new Headers(request.headers)
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value)
  return response
}

// The embedded explorer answers exactly what its protocol says, and built files need no nonce.
export const config = { matcher: ['/((?!explorer(?:/|$)|_next/static/|_next/image).*)'] }
