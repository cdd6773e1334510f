import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { config } from '@/lib/server/config'
import { db } from '@/lib/server/db/client'
import { ownOrigins } from '@/lib/server/http/origin'
import { log } from '@/lib/server/log'
import { authSecret } from '@/lib/server/vault/vault'

const SESSION_S = 7 * 24 * 3600
const REFRESH_S = 24 * 3600

function buildAuth(secret: string) {
  const { baseUrl } = config()
  const isSecure = baseUrl.startsWith('https:')
  return betterAuth({
    appName: 'Cockpit',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: prismaAdapter(db(), { provider: 'sqlite' }),
    trustedOrigins: (request) => ownOrigins(request?.headers.get('host') ?? null),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 200,
    },
    // The library counts requests per address; sign-in attempts per account are counted in sign-in-limit.ts.
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 60 } },
    },
    user: {
      additionalFields: {
        role: { type: 'string', input: false, required: false, defaultValue: 'viewer' },
      },
    },
    session: { expiresIn: SESSION_S, updateAge: REFRESH_S },
    advanced: {
      cookiePrefix: 'cockpit',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
    },
    logger: {
      level: 'warn',
      log: (level, message) => log(level === 'error' ? 'error' : 'warn', 'auth', { text: message }),
    },
  })
}

/** The auth library, set up for this installation. */
export type Auth = ReturnType<typeof buildAuth>

let made: { source: string; auth: Auth } | undefined

/** The auth library: e-mail and password, no sign-up, cookies signed by a derivation of the vault's secret. */
export async function auth(): Promise<Auth> {
  const secret = await authSecret()
  const { baseUrl, databaseFile } = config()
  const source = JSON.stringify([secret, baseUrl, databaseFile])
  if (made?.source !== source) made = { source, auth: buildAuth(secret) }
  return made.auth
}
