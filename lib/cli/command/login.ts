import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { UsageError } from './arguments'

const DEFAULT_URL = 'http://127.0.0.1:3000'
const loginSchema = z.object({ url: z.string(), token: z.string() })

/** Which cockpit, and as whom. */
export interface Login {
  url: string
  token: string
}

type Environment = Readonly<Record<string, string | undefined>>

function loginFile(env: Environment): string {
  const config = env['XDG_CONFIG_HOME'] || path.join(os.homedir(), '.config')
  return path.join(config, 'cockpit', 'login.json')
}

async function stored(env: Environment): Promise<Login | null> {
  try {
    return loginSchema.parse(JSON.parse(await readFile(loginFile(env), 'utf8')))
  } catch {
    return null
  }
}

/** An http(s) address without user, query and trailing slash. */
export function cleanUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash)
    throw new UsageError(
      `"${text}" is not a cockpit's address. Give one such as http://127.0.0.1:3000.`,
    )
  return url.href.replace(/\/+$/, '')
}

/** The token may only go to the address it was kept for. */
export async function readLogin(asked: string | undefined, env: Environment): Promise<Login> {
  const kept = await stored(env)
  const url = cleanUrl(asked ?? env['COCKPIT_URL'] ?? kept?.url ?? DEFAULT_URL)
  const token =
    env['COCKPIT_TOKEN'] || env['COCKPIT_API_TOKEN'] || (kept?.url === url ? kept.token : '')
  if (token) return { url, token }
  throw new UsageError(
    `There is no token for ${url}. Make one on the page Settings, Tokens, then run "cockpit login --url ${url}" or set COCKPIT_TOKEN.`,
  )
}

/** Keeps address and token in a file only its owner can read. */
export async function keepLogin(login: Login, env: Environment): Promise<string> {
  const file = loginFile(env)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${JSON.stringify(login)}\n`, { mode: 0o600 })
  await chmod(file, 0o600)
  return file
}

export async function forgetLogin(env: Environment): Promise<string> {
  const file = loginFile(env)
  await rm(file, { force: true })
  return file
}
