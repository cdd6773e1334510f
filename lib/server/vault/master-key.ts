import { hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DomainError } from '@/lib/errors/domain-error'
import { config } from '@/lib/server/config'

const KEY_FILE = 'vault.key'
const KEY_BYTES = 32
// About 0.1 s and 64 MiB per guess of a weak secret; the salt keeps tables made for other programs useless.
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }
const SCRYPT_SALT = 'cockpit/secret/v1'

/** The bytes of a secret that was plainly generated (64 hex digits or 43 base64 characters, or more), else null. */
function randomBytesOf(secret: string): Buffer | null {
  if (/^[0-9a-f]{64,}$/i.test(secret) && secret.length % 2 === 0) return Buffer.from(secret, 'hex')
  if (/^[A-Za-z0-9+/_-]{43,}={0,2}$/.test(secret)) return Buffer.from(secret, 'base64')
  return null
}

function keyFromSecret(secret: string): Buffer {
  return randomBytesOf(secret) ?? scryptSync(secret, SCRYPT_SALT, KEY_BYTES, SCRYPT)
}

function readKeyFile(file: string): Buffer | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new DomainError(
      'VAULT_LOCKED',
      `The key file ${KEY_FILE} in the keys folder is damaged: it is not 64 hex digits. Put back its backup.`,
    )
  chmodSync(file, 0o600)
  return Buffer.from(text, 'hex')
}

/** Writes the key under a temporary name and links it, so that nobody ever reads half a key and the first start wins. */
function makeKeyFile(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(temporary, `${randomBytes(KEY_BYTES).toString('hex')}\n`, {
    mode: 0o600,
    flag: 'wx',
  })
  try {
    linkSync(temporary, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(temporary)
  }
  const key = readKeyFile(file)
  if (key === null) throw new Error('The key file vanished while it was made.')
  return key
}

let cached: { source: string; key: Buffer } | undefined

/**
 * The installation's master secret: COCKPIT_SECRET, else the key file.
 *
 * @param mayCreate whether a missing key file is made: only while nothing is sealed yet
 * @throws VAULT_LOCKED when there is none and none may be made
 */
export function masterKey({ mayCreate }: { mayCreate: boolean }): Buffer {
  const { secret, keysDir } = config()
  const source = JSON.stringify([secret, keysDir])
  if (cached?.source === source) return cached.key
  const key = secret === undefined ? keyFromFile(keysDir, mayCreate) : keyFromSecret(secret)
  cached = { source, key }
  return key
}

function keyFromFile(keysDir: string, mayCreate: boolean): Buffer {
  const file = path.join(keysDir, KEY_FILE)
  const key = readKeyFile(file) ?? (mayCreate ? makeKeyFile(file) : null)
  if (key !== null) return key
  throw new DomainError(
    'VAULT_LOCKED',
    `The database holds sealed secrets, but there is neither COCKPIT_SECRET nor the file ${KEY_FILE} in the keys folder. Give the secret it was started with, or put back the file.`,
  )
}

/** 32 bytes for one purpose; knowing one derivation tells nothing of another. */
export function deriveKey(master: Buffer, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, new Uint8Array(0), purpose, KEY_BYTES))
}
