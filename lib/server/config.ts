import path from 'node:path'
import { z } from 'zod'
import { parseDatabaseUrl, type DatabaseAddress } from '@/lib/server/db/database-url'

/** The environment says something the cockpit cannot work with; the sentence names the variable. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const flag = z
  .enum(['0', '1', 'true', 'false', ''], 'is 1 or 0')
  .default('0')
  .transform((text) => text === '1' || text === 'true')
const text = z.string().trim().min(1).optional()

const environmentSchema = z.object({
  COCKPIT_DATA: z.string().trim().min(1).default('data'),
  DATABASE_URL: text,
  PORT: z.coerce
    .number('is a port number')
    .int('is a port number')
    .min(1, 'is a port from 1 to 65535')
    .max(65535, 'is a port from 1 to 65535')
    .default(3000),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  COCKPIT_URL: z
    .url({ protocol: /^https?$/, error: 'is the address people open, such as https://cockpit.lan' })
    .optional(),
  COCKPIT_SECRET: text,
  COCKPIT_API_TOKEN: text,
  COCKPIT_OWNER_EMAIL: z.email('is an e-mail address').optional(),
  COCKPIT_OWNER_PASSWORD: z
    .string()
    .min(8, 'has at least 8 characters')
    .max(200, 'has at most 200 characters')
    .optional(),
  COCKPIT_FARM_TOKEN: text,
  COCKPIT_GITHUB_URL: z
    .url({ protocol: /^https?$/, error: 'is an address such as https://github.com' })
    .default('https://github.com'),
  COCKPIT_PROVE: flag,
  EXPLORER_COMPAT: flag,
})
type Environment = z.output<typeof environmentSchema>
const NAMES = Object.keys(environmentSchema.shape) as (keyof Environment)[]

/** Everything the environment decides, parsed. Absent values are undefined. */
export interface Config {
  /** absolute folder of everything the cockpit stores */
  dataDir: string
  database: DatabaseAddress
  /** apart from the database, so that a backup of one does not carry the other */
  keysDir: string
  port: number
  host: string
  /** address people open, without trailing slash */
  baseUrl: string
  /** whether COCKPIT_URL named the base URL: then no other origin is ours */
  isBaseUrlGiven: boolean
  secret: string | undefined
  apiToken: string | undefined
  ownerEmail: string | undefined
  ownerPassword: string | undefined
  /** enrols the simulated farm that starts beside the cockpit */
  farmBootstrapToken: string | undefined
  /** where `github:NAME` asks for public keys, without trailing slash */
  githubUrl: string
  /** operators may have designs built with real WireGuard on this machine */
  prove: boolean
  /** the embedded explorer answers unsigned writes as the original does */
  explorerCompat: boolean
  /** user-named connections may also go to private addresses; on unless switched off by the driver's own rules */
}

/** Host part of a URL for an address we listen on; a wildcard address is nothing one can open. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function databaseAddress(dataDir: string, text: string | undefined): DatabaseAddress {
  const parsed = parseDatabaseUrl(text, dataDir)
  if (typeof parsed === 'string') throw new ConfigError(parsed)
  return parsed
}

function parseEnvironment(values: Record<string, string | undefined>): Config {
  // An empty variable (`PORT= npm run up`) means the same as an absent one.
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(
      (issue) => `${issue.path.join('.')} ${issue.message}.`,
    )
    throw new ConfigError(`The environment is not usable: ${sentences.join(' ')}`)
  }
  const env = parsed.data
  if ((env.COCKPIT_OWNER_EMAIL === undefined) !== (env.COCKPIT_OWNER_PASSWORD === undefined))
    throw new ConfigError(
      'COCKPIT_OWNER_EMAIL and COCKPIT_OWNER_PASSWORD go together: give both or none.',
    )
  const dataDir = path.resolve(env.COCKPIT_DATA)
  return {
    dataDir,
    database: databaseAddress(dataDir, env.DATABASE_URL),
    keysDir: path.join(dataDir, 'keys'),
    port: env.PORT,
    host: env.HOST,
    baseUrl: (env.COCKPIT_URL ?? `http://${urlHost(env.HOST)}:${env.PORT}`).replace(/\/+$/, ''),
    isBaseUrlGiven: env.COCKPIT_URL !== undefined,
    secret: env.COCKPIT_SECRET,
    apiToken: env.COCKPIT_API_TOKEN,
    ownerEmail: env.COCKPIT_OWNER_EMAIL?.toLowerCase(),
    ownerPassword: env.COCKPIT_OWNER_PASSWORD,
    farmBootstrapToken: env.COCKPIT_FARM_TOKEN,
    githubUrl: env.COCKPIT_GITHUB_URL.replace(/\/+$/, ''),
    prove: env.COCKPIT_PROVE,
    explorerCompat: env.EXPLORER_COMPAT,
  }
}

let last: { seen: string; config: Config } | undefined

/**
 * The configuration, read from the environment. Parsed again only when a variable changed (tests do that).
 *
 * @throws ConfigError naming the variable and what it should be
 */
export function config(): Config {
  const values = Object.fromEntries(NAMES.map((name) => [name, process.env[name]]))
  const seen = JSON.stringify(values)
  if (last?.seen !== seen) last = { seen, config: parseEnvironment(values) }
  return last.config
}
