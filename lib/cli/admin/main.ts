import path from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import manifest from '@/package.json'
import { ConfigError } from '@/lib/server/config'
import { closeDb } from '@/lib/server/db/client'
import { MigrationError } from '@/lib/server/db/migrate'
import { BackupError } from './archive'
import { backup } from './backup'
import { restore } from './restore'

const USAGE = `npm run backup -- FILE [--with-keys]
npm run restore -- FILE [--with-keys]

FILE holds the whole database, secrets sealed as they are in it. --with-keys adds what opens them: the vault's key and the
seeds of simulated nodes, sealed with a passphrase (COCKPIT_BACKUP_PASSPHRASE, else asked for on standard input).
The cockpit may run during a backup; a restore needs an empty one that is stopped.`

async function passphrase(): Promise<string> {
  const given = process.env['COCKPIT_BACKUP_PASSPHRASE']
  if (given) return given
  process.stderr.write('Passphrase (then Enter and Ctrl-D): ')
  return (await text(process.stdin)).replace(/\r?\n$/, '')
}

async function makeBackup(file: string, withKeys: boolean): Promise<string> {
  const rows = await backup({
    file,
    version: manifest.version,
    passphrase: withKeys ? await passphrase() : undefined,
    now: new Date(),
  })
  return withKeys
    ? `${file}: ${rows} rows, and the keys that open their secrets.`
    : `${file}: ${rows} rows. The vault's key is not in it: keep COCKPIT_SECRET, or the folder keys beside the database, apart from it.`
}

async function bringBack(file: string, withKeys: boolean): Promise<string> {
  const done = await restore({ file, passphrase: withKeys ? await passphrase() : undefined })
  const keys = done.withKeys
    ? ''
    : ' Put the key it was made with back (COCKPIT_SECRET or the folder keys) before you start.'
  return `${done.rows} rows of ${done.madeAt} are back.${keys} Everybody signs in anew.`
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { 'with-keys': { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [command, file, ...rest] = positionals
  if (!file || rest.length > 0 || (command !== 'backup' && command !== 'restore')) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const run = command === 'backup' ? makeBackup : bringBack
  process.stdout.write(`${await run(path.resolve(file), values['with-keys'])}\n`)
  return 0
}

function isRefusal(error: unknown): error is Error {
  return (
    error instanceof BackupError || error instanceof ConfigError || error instanceof MigrationError
  )
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!isRefusal(error)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
} finally {
  await closeDb()
}
