import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { deriveKey, masterKey } from './master-key'
import { keyIdOf, openWith, sealWith } from './sealed-text'
import { authSecret, openVault, seal, unseal } from './vault'

const REF = { table: 'Identity', row: 'id-1', field: 'sealedSeed' }
const SEED = new Uint8Array(randomBytes(32))
const RANDOM_SECRET = randomBytes(32).toString('hex')

let temp: TempDatabase
beforeEach(async () => {
  temp = await withTempDatabase()
})
afterEach(async () => {
  delete process.env['COCKPIT_SECRET']
  await temp.close()
})
const keyFile = () => path.join(temp.dataDir, 'keys', 'vault.key')
/** The vault as the next process finds it: the same data, nothing remembered. */
async function restarted(secret?: string) {
  vi.resetModules()
  if (secret === undefined) delete process.env['COCKPIT_SECRET']
  else process.env['COCKPIT_SECRET'] = secret
  return import('./vault')
}

describe('a sealed value', () => {
  const key = new Uint8Array(randomBytes(32))
  const text = sealWith(key, REF, SEED)

  it('opens with its key for its own field', () => {
    expect(openWith(key, REF, text)).toEqual(SEED)
    expect(text).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{32}\.[\w-]+$/)
    expect(sealWith(key, REF, SEED)).not.toBe(text)
  })
  it('keeps empty bytes', () => {
    expect(openWith(key, REF, sealWith(key, REF, new Uint8Array(0)))).toHaveLength(0)
  })
  it.each([
    ['another row', { ...REF, row: 'id-2' }],
    ['another field', { ...REF, field: 'name' }],
    ['another table', { ...REF, table: 'WireGuardKey' }],
    ['borders moved', { table: 'Identity', row: 'id-1"', field: ',"sealedSeed' }],
  ])('does not open for %s', (_, ref) => {
    expect(() => openWith(key, ref, text)).toThrow(
      expect.objectContaining({ code: 'SEALED_BOX_INVALID' }),
    )
  })
  it('names the wrong key', () => {
    const other = new Uint8Array(randomBytes(32))
    expect(() => openWith(other, REF, text)).toThrow(
      expect.objectContaining({ code: 'VAULT_LOCKED' }),
    )
    const forged = text.replace(keyIdOf(key), keyIdOf(other))
    expect(() => openWith(other, REF, forged)).toThrow(
      expect.objectContaining({ code: 'SEALED_BOX_INVALID' }),
    )
  })
  it('does not open when any part was changed', () => {
    const [version, id, nonce, box] = text.split('.') as [string, string, string, string]
    const flip = (part: string, at: number) =>
      part.slice(0, at) + (part[at] === 'A' ? 'B' : 'A') + part.slice(at + 1)
    const changed = [
      [version, id, flip(nonce, 3), box],
      ...[0, 20, 40, box.length - 3].map((at) => [version, id, nonce, flip(box, at)]),
      [version, id, nonce, box.slice(0, -8)],
      [version, id, nonce.slice(4), box],
      ['v2', id, nonce, box],
      [version, id, nonce],
      [version, id, nonce, box, 'more'],
      [''],
    ]
    for (const parts of changed)
      expect(() => openWith(key, REF, parts.join('.')), parts.join('.')).toThrow(
        expect.objectContaining({ code: 'SEALED_BOX_INVALID' }),
      )
  })
})

describe('the vault without COCKPIT_SECRET', () => {
  it('makes a key file of mode 0600 in a folder apart from the database, once', async () => {
    const text = await seal(REF, SEED)
    const key = await readFile(keyFile(), 'utf8')
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600)
    expect((await stat(path.dirname(keyFile()))).mode & 0o777).toBe(0o700)
    expect(await (await restarted()).unseal(REF, text)).toEqual(SEED)
    expect(await readFile(keyFile(), 'utf8')).toBe(key)
  })
  it('takes a readable key file back to its owner', async () => {
    await openVault()
    await chmod(keyFile(), 0o644)
    await (await restarted()).openVault()
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600)
  })
  it('makes no new key once something is sealed, and says what is missing', async () => {
    await openVault()
    await rm(keyFile())
    await expect((await restarted()).openVault()).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
      message: expect.stringContaining('COCKPIT_SECRET'),
    })
    await expect(stat(keyFile())).rejects.toMatchObject({ code: 'ENOENT' })
  })
  it('refuses a damaged key file', async () => {
    await mkdir(path.dirname(keyFile()), { recursive: true })
    await writeFile(keyFile(), 'not a key')
    await expect((await restarted()).openVault()).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
  })
})

describe('the vault with COCKPIT_SECRET', () => {
  it('makes no key file', async () => {
    process.env['COCKPIT_SECRET'] = RANDOM_SECRET
    expect(await unseal(REF, await seal(REF, SEED))).toEqual(SEED)
    await expect(stat(keyFile())).rejects.toMatchObject({ code: 'ENOENT' })
  })
  it('refuses a wrong secret and changes nothing', async () => {
    process.env['COCKPIT_SECRET'] = RANDOM_SECRET
    const text = await seal(REF, SEED)
    const before = await temp.db.setting.findMany()
    await expect((await restarted('another secret')).openVault()).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
    })
    await expect((await restarted()).openVault()).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
    expect(await temp.db.setting.findMany()).toEqual(before)
    await expect(stat(keyFile())).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await (await restarted(RANDOM_SECRET)).unseal(REF, text)).toEqual(SEED)
  })
  it('takes generated secrets as they are and stretches typed ones', () => {
    process.env['COCKPIT_SECRET'] = RANDOM_SECRET
    expect(masterKey({ mayCreate: false }).toString('hex')).toBe(RANDOM_SECRET)
    process.env['COCKPIT_SECRET'] = randomBytes(32).toString('base64')
    expect(masterKey({ mayCreate: false }).toString('base64')).toBe(process.env['COCKPIT_SECRET'])
    process.env['COCKPIT_SECRET'] = 'thirty-two characters are 32 bytes'
    const key = masterKey({ mayCreate: false })
    expect(key).toHaveLength(32)
    expect(key.toString('latin1')).not.toContain('thirty-two')
  })
  it('gives the auth library another derivation', async () => {
    process.env['COCKPIT_SECRET'] = RANDOM_SECRET
    const { vaultKey } = await openVault()
    expect(Buffer.from(vaultKey).toString('base64')).not.toBe(await authSecret())
    expect(vaultKey).toEqual(deriveKey(Buffer.from(RANDOM_SECRET, 'hex'), 'vault/v1'))
  })
})

it('derives as RFC 5869 says', () => {
  // RFC 5869, test case 3 has no salt and no info; its first 32 bytes
  const okm = deriveKey(Buffer.alloc(22, 0x0b), '')
  expect(Buffer.from(okm).toString('hex')).toBe(
    '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d',
  )
})
