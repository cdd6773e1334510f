import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bundledScript } from './testing/bundled'

const SCRIPT = path.join(import.meta.dirname, 'testing', 'start-once.ts')
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'cockpit-start-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function start(env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundledScript(SCRIPT)], {
    encoding: 'utf8',
    timeout: 25_000,
    env: { ...process.env, COCKPIT_DATA: dataDir, PORT: '39471', ...env },
  })
  return { status, stdout, stderr }
}
/** Everything in the database, as one digest. */
function contents(): string {
  const database = new Database(path.join(dataDir, 'db', 'cockpit.db'))
  const rows = ['User', 'Setting', 'Identity', '_prisma_migrations'].map((table) =>
    database.prepare(`SELECT * FROM "${table}"`).all(),
  )
  database.close()
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

describe('a start', () => {
  it('migrates, opens the vault, makes the owner; with another secret it refuses and changes nothing', () => {
    const owner = {
      COCKPIT_OWNER_EMAIL: 'ada@example.com',
      COCKPIT_OWNER_PASSWORD: 'a long password',
    }
    const first = start({ ...owner, COCKPIT_SECRET: 'the first secret' })
    expect(first.stderr).toBe('')
    expect(first.status).toBe(0)
    const before = contents()
    const wrong = start({ COCKPIT_SECRET: 'another secret' })
    expect(wrong.status).toBe(1)
    expect(wrong.stderr).toMatch(/Cockpit did not start\. .*another secret/)
    const none = start({})
    expect(none.status).toBe(1)
    expect(none.stderr).toContain('COCKPIT_SECRET')
    expect(contents()).toBe(before)
  })

  it.each([
    [
      { DATABASE_URL: 'postgres://user:hidden@127.0.0.1:1/db' },
      /No connection to the PostgreSQL server at 127.0.0.1/,
    ],
    [{ PORT: 'x' }, /PORT is a port number/],
  ])('refuses %j with one sentence', (env, sentence) => {
    const { status, stderr } = start(env)
    expect(status).toBe(1)
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toMatch(/hidden|\bat .*:\d+:\d+/)
  })

  it('prints the one-time code when there is no owner', () => {
    const { stdout, status } = start({})
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^Open http:\/\/127\.0\.0\.1:39471\/setup and enter the code [A-Z2-9]{4}-[A-Z2-9]{4}$/m,
    )
    expect(readFileSync(path.join(dataDir, 'keys', 'vault.key'), 'utf8')).toMatch(
      /^[0-9a-f]{64}\n$/,
    )
  })
})
