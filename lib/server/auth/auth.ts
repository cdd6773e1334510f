import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { config } from '@/lib/server/config'
import { db } from '@/lib/server/db/client'
import { ownOrigins } from '@/lib/server/http/origin'
import { log } from '@/lib/server/log'
import { authSecret } from '@/lib/server/vault/vault'
import { recordSignIn } from './session-events'

const SESSION_S = 7 * 24 * 3600
const REFRESH_S = 24 * 3600

async function refuseDisabled(userId: string): Promise<void> {
  const user = await db().user.findUnique({ where: { id: userId }, select: { disabledAt: true } })
  if (user?.disabledAt) throw new APIError('FORBIDDEN')
}

const AUTH_PROVIDERS = { sqlite: 'sqlite', postgres: 'postgresql' } as const

function buildAuth(secret: string) {
  const { baseUrl, database } = config()
  const isSecure = baseUrl.startsWith('https:')
  return betterAuth({
    appName: 'Cockpit',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: prismaAdapter(db(), { provider: AUTH_PROVIDERS[database.kind] }),
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
        disabledAt: { type: 'date', input: false, required: false },
      },
    },
    session: { expiresIn: SESSION_S, updateAge: REFRESH_S },
    // Whatever way somebody proves who they are: outside the team there is no session.
    databaseHooks: {
      session: { create: { before: ({ userId }) => refuseDisabled(userId), after: recordSignIn } },
    },
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
  const { baseUrl, database } = config()
  const source = JSON.stringify([secret, baseUrl, database.url])
  if (made?.source !== source) made = { source, auth: buildAuth(secret) }
  return made.auth
}
