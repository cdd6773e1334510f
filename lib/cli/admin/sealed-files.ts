import { randomBytes, scryptSync } from 'node:crypto'
import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nacl from 'tweetnacl'
import { z } from 'zod'
import { BackupError } from './archive'

// About half a second and 128 MiB per guess: a backup file travels, so its passphrase is all that guards it.
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const SALT_BYTES = 16
export const SHORTEST_PASSPHRASE = 12

/** Files beside the database that a whole installation needs: the vault's key, seeds of simulated nodes. */
const FOLDERS = ['keys', 'noded'] as const
const filesSchema = z.record(z.string(), z.base64())

async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const name = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(root, name)
    else if (entry.isFile()) yield name
  }
}

/** Every such file, sealed with a passphrase: `salt.nonce.box`. */
export async function sealFiles(dataDir: string, passphrase: string): Promise<string> {
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw new BackupError(`The passphrase needs at least ${SHORTEST_PASSPHRASE} characters.`)
  const files: Record<string, string> = {}
  for (const folder of FOLDERS)
    for await (const name of filesBelow(dataDir, folder))
      files[name] = (await readFile(path.join(dataDir, name))).toString('base64')
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(nacl.secretbox.nonceLength)
  const box = nacl.secretbox(Buffer.from(JSON.stringify(files)), nonce, keyOf(passphrase, salt))
  return [salt, nonce, Buffer.from(box)].map((part) => part.toString('base64url')).join('.')
}

const keyOf = (passphrase: string, salt: Buffer) =>
  new Uint8Array(scryptSync(passphrase, salt, nacl.secretbox.keyLength, SCRYPT))

/** What `sealFiles` sealed: path below the data folder → content. @throws BackupError */
export function openFiles(sealed: string, passphrase: string): Map<string, Buffer> {
  const [salt, nonce, box] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'))
  const plain =
    salt && box && nonce?.length === nacl.secretbox.nonceLength
      ? nacl.secretbox.open(box, nonce, keyOf(passphrase, salt))
      : null
  if (!plain) throw new BackupError('The passphrase does not open the keys. Nothing was changed.')
  const files = filesSchema.parse(JSON.parse(Buffer.from(plain).toString('utf8')))
  return new Map(
    Object.entries(files).map(([name, text]) => [checkedName(name), Buffer.from(text, 'base64')]),
  )
}

/** Only files of the known folders, however a backup was made. */
function checkedName(name: string): string {
  const parts = name.split('/')
  const isPlain = parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part))
  if (isPlain && parts.length > 1 && (FOLDERS as readonly string[]).includes(parts[0] ?? ''))
    return name
  throw new BackupError(`The backup names a file "${name}" that a cockpit does not have.`)
}

/** Writes them below the data folder, mode 0600; one that is there already stops everything. */
export async function writeFiles(
  dataDir: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<void> {
  for (const name of files.keys()) {
    const isThere = await lstat(path.join(dataDir, name)).then(
      () => true,
      () => false,
    )
    if (isThere)
      throw new BackupError(
        `${path.join(dataDir, name)} is there already. Move the old data folder away first. Nothing was changed.`,
      )
  }
  for (const [name, content] of files) {
    const file = path.join(dataDir, name)
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(file, content, { mode: 0o600, flag: 'wx' })
  }
}
