import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import { config } from '@/lib/server/config'
import { db, type Transaction } from '@/lib/server/db/client'
import { clearAttempts, countAttempt, type AttemptRule } from './attempts'
import { auth } from './auth'
import { createOwner, hasOwner, type NewOwner } from './owner'

export { hasOwner } from './owner'

const CODE_KEY = 'setup.code'
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 8
/** Wrong codes, whoever sends them. */
export const SETUP_RULE: AttemptRule = { max: 10, windowMs: 10 * 60_000 }

/** As typed: case, dashes and spaces do not matter. */
function hashCode(code: string): string {
  const letters = code.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return createHash('sha256').update(`cockpit/setup/${letters}`).digest('hex')
}

function randomCode(): string {
  const letters = Array.from(
    { length: CODE_LENGTH },
    () => CODE_LETTERS[randomInt(CODE_LETTERS.length)],
  )
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** A new one-time code; the one before it stops working. Only its hash is kept. */
export async function issueSetupCode(): Promise<string> {
  const code = randomCode()
  const value = hashCode(code)
  await db().setting.upsert({
    where: { key: CODE_KEY },
    create: { key: CODE_KEY, value },
    update: { value },
  })
  return code
}

async function spendCode(tx: Transaction, code: string): Promise<void> {
  const row = await tx.setting.findUnique({ where: { key: CODE_KEY } })
  const given = Buffer.from(hashCode(code), 'hex')
  if (row === null || !timingSafeEqual(given, Buffer.from(row.value, 'hex')))
    throw new DomainError(
      'SETUP_CODE_WRONG',
      'That is not the code. The terminal that started the cockpit shows it; a restart prints a new one.',
    )
  await tx.setting.delete({ where: { key: CODE_KEY } })
}

/**
 * The first-start page's act: spends the code, makes the owner and signs them in.
 *
 * @returns the headers that set the session cookie
 * @throws SETUP_CODE_WRONG, SETUP_DONE, RATE_LIMITED
 */
export async function setUp(
  { code, ...owner }: NewOwner & { code: string },
  headers: Headers,
): Promise<Headers> {
  if (await hasOwner())
    throw new DomainError('SETUP_DONE', 'This cockpit has its owner already. Sign in instead.')
  await countAttempt('setup', SETUP_RULE)
  await createOwner(owner, (tx) => spendCode(tx, code))
  await clearAttempts('setup')
  const body = { email: owner.email.trim().toLowerCase(), password: owner.password }
  const signedIn = await (await auth()).api.signInEmail({ body, headers, returnHeaders: true })
  return signedIn.headers
}

/**
 * What a start without an owner does: makes the one the environment names, or prints a one-time code.
 *
 * @param print where the sentence goes; the terminal
 */
export async function firstStart(print: (text: string) => void): Promise<void> {
  if (await hasOwner()) return
  const { ownerEmail, ownerPassword, baseUrl } = config()
  if (ownerEmail !== undefined && ownerPassword !== undefined) {
    const name = ownerEmail.split('@', 1)[0] ?? ownerEmail
    await createOwner({ name, email: ownerEmail, password: ownerPassword }).catch(ignoreSetupDone)
    return
  }
  const code = await issueSetupCode()
  print(`\nOpen ${baseUrl}/setup and enter the code ${code}\n\n`)
}

/** Another process of the same first start was faster. */
function ignoreSetupDone(error: unknown): void {
  if (!(error instanceof DomainError && error.code === 'SETUP_DONE')) throw error
}
